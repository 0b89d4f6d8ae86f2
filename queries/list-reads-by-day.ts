import type { IdentitySummary } from '#lib/api/identity-summary.ts'
import type { ListReadsByDayFilter, ReadsByDay } from '#lib/api/list-reads-by-day.ts'
import type { Viewer } from '#lib/viewer.ts'
import { identityJson } from './entity-json.ts'
import { deniedCode, successCode, valueActionCodes } from './fact-codes.ts'
import { sparklineDays } from './load-sparklines.ts'
import { edgesOf, loadVisibleSecret } from './load-visible-secret.ts'
import { sql, type Database } from './sql.ts'
import { rangeOf } from './time-range.ts'

type Row = { identity: IdentitySummary; days: { day: string; reads: number; denied: number }[] }

/** Value requests that name the secret, by reader and whole UTC day: what a timeline is drawn from. Throws `NotFound`. */
export async function listReadsByDay(db: Database, viewer: Viewer, filter: ListReadsByDayFilter): Promise<ReadsByDay> {
  const secret = await loadVisibleSecret(db, viewer, filter.id)
  const days = sparklineDays(rangeOf(filter))
  const rows = await db.$queryRaw<Row[]>`
    WITH asked AS MATERIALIZED (
      SELECT e.ref_id, e.id, e.outcome, k.identity_id
      FROM edge e CROSS JOIN LATERAL (SELECT r.identity_id FROM identity_reference r WHERE r.id = coalesce(e.subject_id, e.actor_id) OFFSET 0) k
      WHERE ${edgesOf(secret)} AND e.action = ANY(${valueActionCodes}::int[]) AND e.precision = 0 AND e.last_at >= ${days[0]}::date
    ),
    counted AS (
      SELECT m.identity_id, d.day, coalesce(sum(d.count) FILTER (WHERE m.outcome = ${successCode}), 0) AS reads, coalesce(sum(d.count) FILTER (WHERE m.outcome = ${deniedCode}), 0) AS denied
      FROM asked m JOIN edge_day d ON d.ref_id = m.ref_id AND d.edge_id = m.id WHERE d.day >= ${days[0]}::date AND d.day <= ${days.at(-1)}::date
      GROUP BY 1, 2
    )
    SELECT ${identityJson(sql`i`)} AS identity, c.days
    FROM (SELECT n.identity_id, jsonb_agg(jsonb_build_object('day', n.day, 'reads', n.reads, 'denied', n.denied)) AS days FROM counted n GROUP BY 1) c
      JOIN identity i ON i.id = c.identity_id ORDER BY i.uri`
  return { days, readers: rows.map((row) => seriesOf(row, days)) }
}

function seriesOf({ identity, days: counted }: Row, days: string[]): ReadsByDay['readers'][number] {
  const series = { identity, reads: days.map(() => 0), denied: days.map(() => 0) }
  for (const { day, reads, denied } of counted) {
    series.reads[days.indexOf(day)] = reads
    series.denied[days.indexOf(day)] = denied
  }
  return series
}
