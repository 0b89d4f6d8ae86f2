/** Control, bidirectional and zero-width characters: log content must not steer the terminal it is printed on. */
const steering = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** Text from a log, safe to print: what would steer the terminal is shown as its code. */
export function plainText(text: string): string {
  return text.replace(steering, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Counts leave PostgreSQL as bigint, which JSON does not have. */
function jsonValue(_key: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value.toString()
}

/** One JSON document on standard output, for `--json`. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, jsonValue, 2)}\n`)
}

/** Columns are as wide as their longest cell; cells are made safe to print. */
export function formatTable(header: string[], rows: (string | number | bigint)[][]): string {
  const cells = [header, ...rows.map((row) => row.map((cell) => plainText(String(cell))))]
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  return cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n')
}

export function printTable(header: string[], rows: (string | number | bigint)[][]): void {
  process.stdout.write(`${formatTable(header, rows)}\n`)
}

/** What a person should know but a pipe should not get: standard error. */
export function printNotice(sentence: string): void {
  process.stderr.write(`${plainText(sentence)}\n`)
}
