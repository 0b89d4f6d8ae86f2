import type { ClientBase } from 'pg'
import { foldAccesses } from '../store/fold-accesses.ts'
import { inTransaction } from '../store/in-transaction.ts'
import { retractStaged } from '../store/retract-accesses.ts'
import { accessColumns, createStageTables, edgeColumns } from '../store/stage-tables.ts'
import { loadTimeline } from './derive-versions.ts'
import { labelReads, type DayLabel, type StoredRead, type StoredTrace } from './label-reads.ts'

/** So many events are held at once; a secret read more often in a row of days is taken in several steps. */
const heldMax = 200_000

/** Derives the versions of the marked days anew, and lets traces that no read explains stand as reads. */
export async function deriveDays(client: ClientBase): Promise<void> {
  await createStageTables(client)
  await client.query('CREATE TEMPORARY TABLE IF NOT EXISTS stage_retract (ref_id bigint, occurred_at timestamptz, event_key uuid, edge_id bigint) ON COMMIT DELETE ROWS')
  await dropPlainDays(client)
  const { rows } = await client.query<{ secret_id: string; days: string[] }>(
    `SELECT r.secret_id, array_agg(DISTINCT d.day::text ORDER BY d.day::text) AS days FROM dirty_day d JOIN secret_reference r ON r.id = d.ref_id WHERE r.secret_id IS NOT NULL GROUP BY r.secret_id ORDER BY r.secret_id`,
  )
  for (const { secret_id: secretId, days } of rows) for (const part of await portions(client, secretId, days)) await inTransaction(client, () => deriveSecretDays(client, secretId, part))
}

/** Without version events and traces there is nothing to derive, unless there were some before: an edge's own counts say all. */
async function dropPlainDays(client: ClientBase): Promise<void> {
  await client.query(
    `DELETE FROM dirty_day d USING secret_reference r WHERE r.id = d.ref_id AND NOT EXISTS (
       SELECT 1 FROM secret_reference o WHERE o.secret_id = r.secret_id AND (EXISTS (SELECT 1 FROM version_event v WHERE v.ref_id = o.id) OR EXISTS (SELECT 1 FROM trace t WHERE t.ref_id = o.id) OR EXISTS (SELECT 1 FROM edge_version_day w WHERE w.ref_id = o.id AND w.day = d.day)))`,
  )
}

async function portions(client: ClientBase, secretId: string, days: readonly string[]): Promise<string[][]> {
  const { rows } = await client.query<{ day: string; count: string }>(
    `SELECT d.day::text AS day, sum(d.count) AS count FROM edge_day d JOIN secret_reference r ON r.id = d.ref_id WHERE r.secret_id = $1 AND d.day = ANY($2::date[]) GROUP BY d.day`,
    [secretId, days],
  )
  const counts = new Map(rows.map((row) => [row.day, Number(row.count)]))
  const parts: string[][] = []
  let held = Infinity
  for (const day of days) {
    const count = counts.get(day) ?? 0
    if (held + count > heldMax) {
      parts.push([])
      held = 0
    }
    held += count
    parts.at(-1)?.push(day)
  }
  return parts
}

async function deriveSecretDays(client: ClientBase, secretId: string, days: readonly string[]): Promise<void> {
  const refs = (await client.query<{ id: string }>('SELECT id FROM secret_reference WHERE secret_id = $1', [secretId])).rows.map((row) => row.id)
  await client.query('DELETE FROM dirty_day WHERE ref_id = ANY($1::bigint[]) AND day = ANY($2::date[])', [refs, days])
  const timeline = await loadTimeline(client, secretId)
  const window = [refs, days]
  const reads = await client.query<StoredRead>(
    `SELECT a.ref_id, a.edge_id, a.event_key AS key, a.native_id AS "nativeId", i.identity_id AS identity, extract(epoch FROM a.occurred_at)::float8 AS at,
       to_char(a.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS occurred_at, e.stage
     FROM unnest($2::date[]) AS w (day) JOIN access a ON a.ref_id = ANY($1::bigint[]) AND a.occurred_at >= (w.day::timestamp AT TIME ZONE 'UTC') - interval '2 seconds' AND a.occurred_at < ((w.day + 1)::timestamp AT TIME ZONE 'UTC') + interval '2 seconds'
     JOIN edge e ON e.ref_id = a.ref_id AND e.id = a.edge_id JOIN identity_reference i ON i.id = e.actor_id
     WHERE NOT a.derived AND e.action = 0 AND e.outcome = 0 AND e.precision = 0 AND e.disclosed <> 2`,
    window,
  )
  const traces = await client.query<StoredTrace>(
    `SELECT t.ref_id, t.edge_id, t.event_key AS key, t.native_id AS "nativeId", i.identity_id AS identity, extract(epoch FROM t.occurred_at)::float8 AS at,
       to_char(t.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS occurred_at, t.version, t.stands_alone
     FROM unnest($2::date[]) AS w (day) JOIN trace t ON t.ref_id = ANY($1::bigint[]) AND t.occurred_at >= (w.day::timestamp AT TIME ZONE 'UTC') - interval '2 seconds' AND t.occurred_at < ((w.day + 1)::timestamp AT TIME ZONE 'UTC') + interval '2 seconds'
     JOIN identity_reference i ON i.id = t.actor_id`,
    window,
  )
  const { labels, standing } = labelReads({ days: new Set(days), reads: uniqueByKey(reads.rows), traces: uniqueByKey(traces.rows), switches: timeline.switches })
  await writeLabels(client, refs, days, labels)
  await settleStanding(client, refs, days, standing)
}

/** Neighbouring days overlap by the tolerance. */
function uniqueByKey<Row extends { key: string; ref_id: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [`${row.key}|${row.ref_id}`, row])).values()]
}

async function writeLabels(client: ClientBase, refs: readonly string[], days: readonly string[], labels: readonly DayLabel[]): Promise<void> {
  await client.query('DELETE FROM edge_version_day WHERE ref_id = ANY($1::bigint[]) AND day = ANY($2::date[])', [refs, days])
  if (labels.length === 0) return
  const column = <T>(of: (label: DayLabel) => T) => labels.map(of)
  await client.query(
    `INSERT INTO edge_version_day (ref_id, edge_id, day, version, evidence, count, first_at, last_at)
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::date[], $4::text[], $5::text[], $6::int[], $7::timestamptz[], $8::timestamptz[])`,
    [column((l) => l.refId), column((l) => l.edgeId), column((l) => l.day), column((l) => l.version), column((l) => l.evidence), column((l) => l.count), column((l) => l.firstAt), column((l) => l.lastAt)],
  )
}

/** Traces that stand as reads, compared with those that stand already: what is no longer true is taken back, what is new is folded like any event. */
async function settleStanding(client: ClientBase, refs: readonly string[], days: readonly string[], standing: readonly StoredTrace[]): Promise<void> {
  const { rows } = await client.query<{ key: string }>(
    `INSERT INTO stage_retract SELECT a.ref_id, a.occurred_at, a.event_key, a.edge_id FROM unnest($2::date[]) AS w (day)
     JOIN access a ON a.ref_id = ANY($1::bigint[]) AND a.occurred_at >= (w.day::timestamp AT TIME ZONE 'UTC') AND a.occurred_at < ((w.day + 1)::timestamp AT TIME ZONE 'UTC') WHERE a.derived
     RETURNING event_key AS key`,
    [refs, days],
  )
  const wanted = new Set(standing.map((trace) => trace.key)), there = new Set(rows.map((row) => row.key))
  await client.query('DELETE FROM stage_retract WHERE event_key = ANY($1::uuid[])', [[...wanted]])
  if ([...there].some((key) => !wanted.has(key))) await retractStaged(client)
  const fresh = standing.filter((trace) => !there.has(trace.key))
  if (fresh.length === 0) return
  await client.query(
    `INSERT INTO stage_access (${accessColumns}) SELECT t.ref_id, t.occurred_at, t.event_key, t.edge_id, t.object_id, t.byte_offset, t.byte_length, t.feed_id, true, NULL, t.sha256, t.native_id, t.ip
     FROM unnest($1::bigint[], $2::timestamptz[], $3::uuid[]) AS f (ref_id, occurred_at, key) JOIN trace t ON t.ref_id = f.ref_id AND t.occurred_at = f.occurred_at AND t.event_key = f.key`,
    [fresh.map((trace) => trace.ref_id), fresh.map((trace) => trace.occurred_at), fresh.map((trace) => trace.key)],
  )
  await client.query(
    `INSERT INTO stage_edge (${edgeColumns}) SELECT d.id, d.ref_id, d.actor_id, d.subject_id, 0, 0, '', d.disclosed, 0, d.version, '', d.place_id, d.client_id, '', ''
     FROM trace_edge d WHERE (d.ref_id, d.id) IN (SELECT DISTINCT ref_id, edge_id FROM stage_access)`,
  )
  await foldAccesses(client)
}
