import type { ClientBase } from 'pg'
import type { Batch, StagedEvent } from '../batch/batch.ts'
import { copyLines } from './copy-text.ts'
import { markDays } from './mark-days.ts'
import { traceColumns } from './stage-tables.ts'

/** Traces, version events and statements of the events that count; keyed by their event, so saying them twice changes nothing. */
export async function foldStatements(client: ClientBase, events: readonly StagedEvent[]): Promise<void> {
  await foldTraces(client, events.flatMap((event) => event.traces))
  await foldVersions(client, events.flatMap((event) => event.versions))
  const statements = events.flatMap((event) => event.statements)
  if (statements.length === 0) return
  await copyLines(client, 'stage_statement', 'event_key, ordinal, fact, about, change, occurred_at, feed_id, native_id, data', statements)
  await client.query('INSERT INTO statement SELECT * FROM stage_statement ORDER BY event_key, ordinal ON CONFLICT DO NOTHING')
  await client.query(`INSERT INTO dirty_scope VALUES ('identity') ON CONFLICT DO NOTHING`)
}

async function foldTraces(client: ClientBase, traces: readonly string[]): Promise<void> {
  if (traces.length === 0) return
  await copyLines(client, 'stage_trace', traceColumns, traces)
  await client.query(`INSERT INTO trace (${traceColumns}) SELECT ${traceColumns} FROM stage_trace ORDER BY ref_id, occurred_at, event_key ON CONFLICT DO NOTHING`)
  await client.query(
    `INSERT INTO trace_edge (ref_id, id, actor_id, subject_id, disclosed, version, place_id, client_id)
     SELECT d.ref_id, d.id, d.actor_id, d.subject_id, d.disclosed, d.version, d.place_id, d.client_id FROM stage_edge d WHERE d.id IN (SELECT edge_id FROM stage_trace) ORDER BY d.ref_id, d.id ON CONFLICT DO NOTHING`,
  )
  await markDays(client, 'SELECT ref_id, occurred_at FROM stage_trace')
  await client.query(`INSERT INTO dirty_scope VALUES ('naming') ON CONFLICT DO NOTHING`)
}

async function foldVersions(client: ClientBase, versions: readonly string[]): Promise<void> {
  if (versions.length === 0) return
  await copyLines(client, 'stage_version', 'ref_id, event_key, version, change, stage, occurred_at, actor_id', versions)
  await client.query('INSERT INTO version_event SELECT * FROM stage_version ORDER BY ref_id, event_key, version, change, stage ON CONFLICT DO NOTHING')
  await client.query(`INSERT INTO dirty_scope SELECT 'version:' || ref_id || '|' || min((occurred_at AT TIME ZONE 'UTC')::date)::text FROM stage_version GROUP BY ref_id ORDER BY 1 ON CONFLICT DO NOTHING`)
}

/** Two copies of one event may say different things of the same credential: who is named comes before who is not, then text order, so that it does not matter which came first. */
function sessionOrder(alias: string): string {
  const name = (id: string) => `coalesce((SELECT reference FROM identity_reference WHERE id = ${alias}.${id}), '~') COLLATE "C"`
  return `${name('subject_id')}, ${name('identity_id')}, ${alias}.method COLLATE "C", ${alias}.session_name COLLATE "C", ${alias}.details::text COLLATE "C", ${alias}.issued_at, coalesce(${alias}.expires_at, 'infinity')`
}

/** Sessions and namings are knowledge: every copy of an event may add some (another audit device, another salt), whichever copy counts. */
export async function foldKnowledge(client: ClientBase, batch: Batch): Promise<void> {
  if (batch.sessions.size > 0) {
    await client.query(`CREATE TEMPORARY TABLE IF NOT EXISTS stage_session ON COMMIT DELETE ROWS AS SELECT * FROM session WITH NO DATA`)
    await copyLines(client, 'stage_session', 'credential_id, event_key, credential, method, identity_id, subject_id, session_name, issued_at, expires_at, details', [...batch.sessions])
    const inserted = await client.query(
      `INSERT INTO session AS known SELECT DISTINCT ON (credential_id, event_key) * FROM stage_session AS said ORDER BY credential_id, event_key, ${sessionOrder('said')}
       ON CONFLICT (credential_id, event_key) DO UPDATE SET method = excluded.method, identity_id = excluded.identity_id, subject_id = excluded.subject_id,
         session_name = excluded.session_name, issued_at = excluded.issued_at, expires_at = excluded.expires_at, details = excluded.details
       WHERE (${sessionOrder('excluded')}) < (${sessionOrder('known')})`,
    )
    if ((inserted.rowCount ?? 0) > 0) await client.query(`INSERT INTO dirty_scope VALUES ('session') ON CONFLICT DO NOTHING`)
  }
  if (batch.namings.size === 0) return
  const spans = [...batch.namings.values()]
  const inserted = await client.query(
    `INSERT INTO naming AS known (scope, name, means, first_at, last_at) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[]) ORDER BY 1, 2, 3
     ON CONFLICT (scope, name, means) DO UPDATE SET first_at = least(known.first_at, excluded.first_at), last_at = greatest(known.last_at, excluded.last_at)
     WHERE known.first_at > excluded.first_at OR known.last_at < excluded.last_at`,
    [spans.map((s) => s.scope), spans.map((s) => s.name), spans.map((s) => s.means), spans.map((s) => s.firstAt), spans.map((s) => s.lastAt)],
  )
  if ((inserted.rowCount ?? 0) > 0) await client.query(`INSERT INTO dirty_scope VALUES ('naming') ON CONFLICT DO NOTHING`)
}
