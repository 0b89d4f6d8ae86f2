import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

const special = /[\\\n\r\t\0]/

/** One value for COPY's text format. U+0000, which PostgreSQL cannot hold, becomes U+FFFD. */
export function copyText(value: string): string {
  return special.test(value) ? value.replace(/[\\\n\r\t\0]/g, escapeCharacter) : value
}

export const copyNull = '\\N'

function escapeCharacter(character: string): string {
  switch (character) {
    case '\\': return '\\\\'
    case '\n': return '\\n'
    case '\r': return '\\r'
    case '\t': return '\\t'
    default: return '\uFFFD'
  }
}

/** COPY lines (tab-separated, already escaped, without line ends) into a table. */
export async function copyLines(client: ClientBase, table: string, columns: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return
  await pipeline(Readable.from(blocks(lines), { objectMode: false }), client.query(copyFrom(`COPY ${table} (${columns}) FROM STDIN`)))
}

/** A few thousand lines at a time: one string per block keeps both the encoder and the socket busy. */
function* blocks(lines: readonly string[]): Generator<Buffer> {
  for (let from = 0; from < lines.length; from += 4000) yield Buffer.from(`${lines.slice(from, from + 4000).join('\n')}\n`)
}
