import type { ClientBase } from 'pg'
import { installationKey } from '../store/installation-key.ts'
import { KeyedIds } from '../store/keyed-ids.ts'
import { deriveDays } from './derive-days.ts'
import { deriveIdentities } from './derive-identities.ts'
import { deriveSecrets } from './derive-secrets.ts'
import { deriveVersions } from './derive-versions.ts'
import { loadNamingKnowledge } from './naming-knowledge.ts'

/**
 * Computes everything inferred anew for what batches have marked: names, identities, timelines, versions of reads.
 * One at a time per database; each step is a pure function of the base rows, so a mark that comes in meanwhile only means another round.
 */
export async function deriveAll(client: ClientBase): Promise<void> {
  await client.query(`SELECT pg_advisory_lock(hashtext('whoread derive'))`)
  try {
    const ids = new KeyedIds(await installationKey(client))
    await deriveNames(client, ids)
    await deriveTimelines(client)
    await deriveDays(client)
  } finally {
    await client.query(`SELECT pg_advisory_unlock(hashtext('whoread derive'))`)
  }
}

async function deriveNames(client: ClientBase, ids: KeyedIds): Promise<void> {
  await inTransaction(client, async () => {
    const taken = await client.query(`DELETE FROM dirty_scope WHERE scope IN ('reference', 'naming', 'session', 'identity')`)
    if (taken.rowCount === 0) return
    const known = await loadNamingKnowledge(client)
    await deriveSecrets(client, ids, known)
    await deriveIdentities(client, ids, known)
  })
}

async function deriveTimelines(client: ClientBase): Promise<void> {
  await inTransaction(client, async () => {
    const taken = await client.query<{ scope: string }>(`DELETE FROM dirty_scope WHERE scope LIKE 'version:%' RETURNING scope`)
    if (taken.rows.length > 0) await deriveVersions(client, taken.rows.map((row) => row.scope))
  })
}

async function inTransaction(client: ClientBase, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN')
  try {
    await work()
    await client.query('COMMIT')
  } catch (cause) {
    await client.query('ROLLBACK')
    throw cause
  }
}
