type Cell = string | number | undefined

/** A table ready to paste into docs/benchmarks.md; numbers stand right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => row.map((cell) => (cell === undefined || Number.isNaN(cell) ? '–' : typeof cell === 'number' ? rounded(cell) : cell)))
  const rule = head.map((_, column) => (column > 0 && rows.every((row) => typeof row[column] !== 'string') ? '---:' : '---'))
  return [head, rule, ...texts].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Three digits that matter. */
export function rounded(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en')
  const decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { maximumFractionDigits: decimals, minimumFractionDigits: decimals })
}

export function printTable(title: string, head: readonly string[], rows: readonly (readonly Cell[])[]): void {
  console.log(`\n### ${title}\n\n${markdownTable(head, rows)}\n`)
}
