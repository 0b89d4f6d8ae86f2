import type { ClientBase } from 'pg'
import { takeScopes } from '../store/mark-lock.ts'
import { installationKey } from '../store/installation-key.ts'
import { KeyedIds } from '../store/keyed-ids.ts'
import { deriveDays } from './derive-days.ts'
import { deriveIdentities } from './derive-identities.ts'
import { deriveSecrets } from './derive-secrets.ts'
import { inTransaction } from '../store/in-transaction.ts'
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
    const taken = await takeScopes(client, `scope IN ('reference', 'naming', 'session', 'identity')`)
    if (taken.length === 0) return
    const known = await loadNamingKnowledge(client)
    await deriveSecrets(client, ids, known)
    await deriveIdentities(client, ids, known)
  })
}

async function deriveTimelines(client: ClientBase): Promise<void> {
  await inTransaction(client, async () => {
    const taken = await takeScopes(client, `scope LIKE 'version:%'`)
    if (taken.length > 0) await deriveVersions(client, taken)
  })
}

