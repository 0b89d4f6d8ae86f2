import type { ClientBase } from 'pg'

const lock = `hashtext('whoread marks')`

/** A batch may mark a scope that is marked already, and then writes nothing: the deriver must not take that mark before the batch is committed. Held to the end of the transaction. */
export async function announceMarks(client: ClientBase): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock_shared(${lock})`)
}

/** Takes scopes' marks away; what the batches that set them have written is visible from here on. Call it first in a transaction. */
export async function takeScopes(client: ClientBase, condition: string): Promise<string[]> {
  await client.query(`SELECT pg_advisory_lock(${lock})`)
  const taken = await client.query<{ scope: string }>(`DELETE FROM dirty_scope WHERE ${condition} RETURNING scope`)
  await client.query(`SELECT pg_advisory_unlock(${lock})`)
  return taken.rows.map((row) => row.scope)
}
