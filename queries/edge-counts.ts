import { inRange, inWholeDays, partialEnds, touchesDay, type TimeRange } from './time-range.ts'
import { joinSql, sql, type Sql } from './sql.ts'

/**
 * Two relations for a WITH clause: `matched` are the edges (alias `e` in `where`) with events in the range, `counted` says how many:
 * (ref_id, id, n, first_at, last_at), exact for any range. Edges that lie inside the range count whole, of the others the days come from
 * `edge_day`, and from `access` only a partial day at an end that the edge reaches over. `first_at` and `last_at` are in the range when `times` asks for them.
 */
export function edgeCounts(where: Sql, range: TimeRange, times: 'none' | 'last' | 'both' = 'none'): Sql {
  if (range.from === null && range.to === null) return everCounts(where)
  const inside = sql`(${inRange(sql`e.first_at`, range)} AND ${inRange(sql`e.last_at`, range)})`
  const overlaps = sql`(${range.from === null ? sql`TRUE` : sql`e.last_at >= ${range.from}::timestamptz`} AND ${range.to === null ? sql`TRUE` : sql`e.first_at < ${range.to}::timestamptz`})`
  return sql`
    matched AS MATERIALIZED (
      SELECT e.ref_id, e.id, e.count, e.first_at, e.last_at, ${inside} AS inside FROM edge e WHERE ${overlaps} AND ${where}
    ),
    parts AS (
      SELECT m.ref_id, m.id, m.first_at, m.last_at, m.count AS n FROM matched m WHERE m.inside
      UNION ALL
      SELECT m.ref_id, m.id, m.first_at, m.last_at, y.count FROM matched m JOIN edge_day y ON y.ref_id = m.ref_id AND y.edge_id = m.id
      WHERE NOT m.inside AND ${countsWhole(range)}
      ${partialDays(range)}
    ),
    counted AS (
      SELECT p.ref_id, p.id, sum(p.n)::bigint AS n, ${times === 'both' ? firstInRange(range) : sql`p.first_at`}, ${times === 'none' ? sql`p.last_at` : lastInRange(range)} FROM parts p GROUP BY p.ref_id, p.id, p.first_at, p.last_at
    )`
}

/** Without a range the edges themselves have all the answers. */
function everCounts(where: Sql): Sql {
  return sql`
    matched AS MATERIALIZED (SELECT e.ref_id, e.id, e.count, e.first_at, e.last_at, TRUE AS inside FROM edge e WHERE ${where}),
    counted AS (SELECT m.ref_id, m.id, m.count AS n, m.first_at, m.last_at FROM matched m)`
}

/** Rows `y` of "edge_day" of an edge `m` that count whole: the range's whole days, and a partial one at an end that the edge does not reach over. */
export function countsWhole(range: TimeRange): Sql {
  const { head, tail } = partialEnds(range)
  const first = head === null ? sql`FALSE` : sql`(y.day = ${head.from.slice(0, 10)}::date AND m.first_at >= ${head.from}::timestamptz)`
  const last = tail === null ? sql`FALSE` : sql`(y.day = ${tail.from.slice(0, 10)}::date AND m.last_at < ${tail.to}::timestamptz)`
  return sql`${touchesDay(sql`y.day`, range)} AND (${inWholeDays(sql`y.day`, range)} OR ${first} OR ${last})`
}

/** Parts of days in which event rows must be counted, and the edges `m` that need it: those that reach over an end of the range in the middle of a day. A range that ends now has no such end. */
export function countedByEvent(range: TimeRange): { part: { from: string; to: string }; reachesOver: Sql }[] {
  const { head, tail, within } = partialEnds(range)
  return [
    ...(within === null ? [] : [{ part: within, reachesOver: sql`TRUE` }]),
    ...(head === null ? [] : [{ part: head, reachesOver: sql`m.first_at < ${range.from}::timestamptz` }]),
    ...(tail === null ? [] : [{ part: tail, reachesOver: sql`m.last_at >= ${range.to}::timestamptz` }]),
  ]
}

function partialDays(range: TimeRange): Sql {
  const counts = countedByEvent(range).map(({ part, reachesOver }) => sql`UNION ALL
    SELECT m.ref_id, m.id, m.first_at, m.last_at, a.n FROM matched m CROSS JOIN LATERAL (
      SELECT count(*) AS n FROM access a WHERE a.ref_id = m.ref_id AND a.edge_id = m.id AND ${inRange(sql`a.occurred_at`, part)}
    ) a WHERE NOT m.inside AND ${reachesOver} AND a.n > 0`)
  return counts.length === 0 ? sql`` : joinSql(counts, ' ')
}

/** One index probe per edge that reaches over the end. */
function lastInRange(range: TimeRange): Sql {
  return sql`CASE WHEN ${inRange(sql`p.last_at`, range)} THEN p.last_at ELSE (SELECT a.occurred_at ${eventsInRange(range)} ORDER BY a.occurred_at DESC LIMIT 1) END AS last_at`
}

function firstInRange(range: TimeRange): Sql {
  return sql`CASE WHEN ${inRange(sql`p.first_at`, range)} THEN p.first_at ELSE (SELECT a.occurred_at ${eventsInRange(range)} ORDER BY a.occurred_at LIMIT 1) END AS first_at`
}

function eventsInRange(range: TimeRange): Sql {
  return sql`FROM access a WHERE a.ref_id = p.ref_id AND a.edge_id = p.id AND ${inRange(sql`a.occurred_at`, range)}`
}
