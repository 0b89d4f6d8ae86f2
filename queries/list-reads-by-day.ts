import type { IdentitySummary } from '#lib/api/identity-summary.ts'
import type { ListReadsByDayFilter, ReadsByDay } from '#lib/api/list-reads-by-day.ts'
import type { Viewer } from '#lib/viewer.ts'
import { identityJson } from './entity-json.ts'
import { deniedCode, successCode, valueActionCodes } from './fact-codes.ts'
import { sparklineDays } from './load-sparklines.ts'
import { edgesOf, loadVisibleSecret } from './load-visible-secret.ts'
import { sql, type Database } from './sql.ts'
import { rangeOf } from './time-range.ts'

type Row = { identity: IdentitySummary; day: string; reads: number; denied: number }

/** Value requests that name the secret, by reader and whole UTC day: what a timeline is drawn from. Throws `NotFound`. */
export async function listReadsByDay(db: Database, viewer: Viewer, filter: ListReadsByDayFilter): Promise<ReadsByDay> {
  const secret = await loadVisibleSecret(db, viewer, filter.id)
  const days = sparklineDays(rangeOf(filter))
  const rows = await db.$queryRaw<Row[]>`
    WITH counted AS (
      SELECT k.identity_id, d.day, coalesce(sum(d.count) FILTER (WHERE e.outcome = ${successCode}), 0)::float8 AS reads,
        coalesce(sum(d.count) FILTER (WHERE e.outcome = ${deniedCode}), 0)::float8 AS denied
      FROM edge e JOIN edge_day d ON d.ref_id = e.ref_id AND d.edge_id = e.id
        JOIN identity_reference k ON k.id = coalesce(e.subject_id, e.actor_id)
      WHERE ${edgesOf(secret)} AND e.action = ANY(${valueActionCodes}::int[]) AND e.precision = 0
        AND e.last_at >= ${days[0]}::date AND d.day >= ${days[0]}::date AND d.day <= ${days.at(-1)}::date
      GROUP BY 1, 2
    )
    SELECT ${identityJson(sql`i`)} AS identity, c.day::text AS day, c.reads, c.denied
    FROM counted c JOIN identity i ON i.id = c.identity_id ORDER BY i.uri`
  return { days, readers: bySeries(rows, days) }
}

function bySeries(rows: Row[], days: string[]): ReadsByDay['readers'] {
  const series = new Map<string, ReadsByDay['readers'][number]>()
  for (const { identity, day, reads, denied } of rows) {
    const own = series.get(identity.id) ?? { identity, reads: days.map(() => 0), denied: days.map(() => 0) }
    own.reads[days.indexOf(day)] = reads
    own.denied[days.indexOf(day)] = denied
    series.set(identity.id, own)
  }
  return [...series.values()]
}
