import { successCode, valueActionCodes } from './fact-codes.ts'
import type { Database } from './sql.ts'
import type { TimeRange } from './time-range.ts'

const daysMax = 92
const daysDefault = 30
const dayMs = 86_400_000

/** The UTC days a sparkline has: those the range touches, at most the last 92; without a range 30 days up to today. */
export function sparklineDays(range: TimeRange): string[] {
  const end = range.to === null ? Date.now() : Math.max(Date.parse(range.to) - 1, 0)
  const lastDay = Math.floor(end / dayMs)
  const firstDay = range.from === null ? lastDay - daysDefault + 1 : Math.floor(Date.parse(range.from) / dayMs)
  const count = Math.min(Math.max(lastDay - firstDay + 1, 1), daysMax)
  return Array.from({ length: count }, (_, index) => new Date((lastDay - count + 1 + index) * dayMs).toISOString().slice(0, 10))
}

/** Secret id → successful value requests on each of the days. The ids are of secrets that the viewer may see. */
export async function loadSparklines(db: Database, secretIds: string[], days: string[]): Promise<Map<string, number[]>> {
  const rows = await db.$queryRaw<{ id: string; day: string; n: number }[]>`
    SELECT r.secret_id::text AS id, d.day::text AS day, sum(d.count)::float8 AS n
    FROM secret_reference r JOIN edge e ON e.ref_id = r.id JOIN edge_day d ON d.ref_id = e.ref_id AND d.edge_id = e.id
    WHERE r.secret_id = ANY(${secretIds}::bigint[]) AND e.action = ANY(${valueActionCodes}::int[]) AND e.outcome = ${successCode} AND e.precision = 0
      AND d.day >= ${days[0]}::date AND d.day <= ${days.at(-1)}::date AND e.last_at >= ${days[0]}::date
    GROUP BY 1, 2`
  const lines = new Map<string, number[]>()
  for (const { id, day, n } of rows) {
    const line = lines.get(id) ?? days.map(() => 0)
    line[days.indexOf(day)] = n
    lines.set(id, line)
  }
  return lines
}
