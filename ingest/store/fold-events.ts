import type { ClientBase } from 'pg'
import { conflictRow } from '../batch/stage-reading.ts'
import type { Batch, StagedEvent } from '../batch/batch.ts'
import { copyLines } from './copy-text.ts'
import { retractEvents } from './retract-accesses.ts'

/**
 * Registers the batch's events. Answers the staged events that now count: new ones, and copies that win over the one known so far (which is taken back).
 * Of two copies the smaller digest wins, whichever came first; a copy that differs without being poorer is kept as a suspicion of tampering.
 */
export async function foldEvents(client: ClientBase, batch: Batch): Promise<ReadonlySet<string> | 'all'> {
  await copyLines(client, 'stage_event', 'key, digest, core, occurred_at', [...batch.events].map(([key, event]) => `${key}\t${event.digest}\t${event.core}\t${event.occurredAt}`))
  const inserted = await client.query<{ key: string }>(
    `WITH inserted AS (INSERT INTO event (key, digest, core, occurred_at) SELECT key, digest, core, occurred_at FROM stage_event ORDER BY key ON CONFLICT (key) DO NOTHING RETURNING key)
     INSERT INTO stage_fresh SELECT key FROM inserted`,
  )
  if (inserted.rowCount === batch.events.size) return 'all'
  const fresh = new Set((await client.query<{ key: string }>('SELECT key FROM stage_fresh')).rows.map((row) => row.key))
  for (const key of await settleCopies(client, batch, fresh)) fresh.add(key)
  return fresh
}

type KnownCopy = { key: string; digest: string; core: string; occurred_at: Date }

async function settleCopies(client: ClientBase, batch: Batch, fresh: ReadonlySet<string>): Promise<string[]> {
  const others = [...batch.events.keys()].filter((key) => !fresh.has(key))
  const { rows } = await client.query<KnownCopy>(
    `SELECT e.key, e.digest, e.core, e.occurred_at FROM event e JOIN stage_event s ON s.key = e.key
     WHERE e.key = ANY($1::uuid[]) AND e.digest <> s.digest ORDER BY e.key FOR UPDATE OF e`,
    [others],
  )
  const winners: string[] = []
  const suspicions: string[] = []
  for (const known of rows) {
    const staged = batch.events.get(known.key)
    if (!staged) continue
    if (staged.digest < BigInt(known.digest)) winners.push(known.key)
    if (isSuspicious(staged, known)) suspicions.push(suspicion(known, staged, batch.feedId))
  }
  if (winners.length > 0) {
    await retractEvents(client, winners)
    await client.query('UPDATE event e SET digest = s.digest, core = s.core, occurred_at = s.occurred_at FROM stage_event s WHERE s.key = e.key AND e.key = ANY($1::uuid[])', [winners])
  }
  batch.conflicts.push(...suspicions)
  return winners
}

/** The rank is the digest's top bits: a copy of another rank is poorer or richer, not forged. */
function isSuspicious(staged: StagedEvent, known: KnownCopy): boolean {
  return BigInt(known.digest) >> 58n === BigInt(staged.rank) && String(staged.core) !== known.core
}

/** The larger digest of the two is the suspicion's, so that it does not depend on which came first. */
function suspicion(known: KnownCopy, staged: StagedEvent, feedId: number): string {
  const larger = staged.digest > BigInt(known.digest) ? staged.digest : BigInt(known.digest)
  return conflictRow(known.key, { ...staged, digest: larger }, feedId)
}
