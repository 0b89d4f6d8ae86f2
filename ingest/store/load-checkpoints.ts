import type { ClientBase } from 'pg'

export type Checkpoint = { size: number; modifiedAt: string; position: number; records: number; state: string }

/** How far each object of a feed has been read, by object id. */
export async function loadCheckpoints(client: ClientBase, feedId: number): Promise<ReadonlyMap<string, Checkpoint>> {
  const { rows } = await client.query<{ id: string; size: string; modified_at: Date | null; position: string; records: string; state: string }>(
    'SELECT id, size, modified_at, position, records, state FROM source_object WHERE feed_id = $1',
    [feedId],
  )
  return new Map(
    rows.map((row) => [row.id, { size: Number(row.size), modifiedAt: row.modified_at?.toISOString() ?? '', position: Number(row.position), records: Number(row.records), state: row.state }]),
  )
}
