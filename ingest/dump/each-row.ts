import type { ClientBase, QueryResultRow } from 'pg'

const portion = 5000

/** Rows of a query through a server-side cursor: memory stays flat however many there are. The client must be in a transaction. */
export async function* eachRow<Row extends QueryResultRow>(client: ClientBase, name: string, sql: string): AsyncGenerator<Row> {
  await client.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`)
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${portion} FROM ${name}`)
    if (rows.length === 0) break
    yield* rows
  }
  await client.query(`CLOSE ${name}`)
}

/** A timestamp column as ISO 8601 UTC text, in microseconds. */
export function isoColumn(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

/** As precise as it is, at least milliseconds. */
export function shortTime(iso: string | null): string | null {
  return iso === null ? null : iso.replace(/000Z$/, 'Z')
}
