import { actions, disclosures, identityKinds, outcomes } from '#lib/facts.ts'
import { facetNames, type EventSummary, type SummariseEventsFilter } from '#lib/api/list-events.ts'
import { TookTooLong } from '#lib/errors.ts'
import type { Viewer } from '#lib/viewer.ts'
import { countedByEvent, countsWhole } from './edge-counts.ts'
import { compileSearch, type CompiledSearch } from './compile-search.ts'
import { nameOfCode } from './entity-json.ts'
import { isoTime, joinSql, sql, type Database, type Sql } from './sql.ts'
import { withTimeBox, type BoxedDatabase } from './time-box.ts'
import { inRange, rangeOf, type TimeRange } from './time-range.ts'
import { seesReference } from './viewer-scope.ts'

const timeBoxMs = 3_000
const sampledPercent = 1
const facetValuesMax = 50
const hourlyRangeMaxMs = 3 * 86_400_000

/** One number: of a facet's value, or of a bar and outcome. */
type Cell = { field: string; value: string; n: number }

/** How many events the search matches, when, and by what: exact within the time box, else estimated from a sample of pages and said so. */
export async function summariseEvents(db: BoxedDatabase, viewer: Viewer, filter: SummariseEventsFilter): Promise<EventSummary> {
  const search = compileSearch(filter.q)
  const range = rangeOf(filter)
  const step = range.from !== null && range.to !== null && Date.parse(range.to) - Date.parse(range.from) <= hourlyRangeMaxMs ? 'hour' : 'day'
  const where = sql`${seesReference(viewer, sql`e.ref_id`)} AND ${search.edges}`
  const exact = search.exactOnEdges && step === 'day' ? hitsOfDays(where, range) : hitsOfEvents(where, search, range, step, sql``)
  try {
    return summaryOf(await withTimeBox(db, timeBoxMs, (boxed) => count(boxed, exact)), step, 1)
  } catch (error) {
    if (!(error instanceof TookTooLong)) throw error
    const sample = hitsOfEvents(where, search, range, step, sql`TABLESAMPLE SYSTEM (${sampledPercent}) REPEATABLE (1)`)
    return summaryOf(await withTimeBox(db, timeBoxMs, (boxed) => count(boxed, sample)), step, 100 / sampledPercent)
  }
}

/** Hits (edge, bar, n) without an event row, but for the partial days at the range's ends. */
function hitsOfDays(where: Sql, range: TimeRange): Sql {
  const partial = countedByEvent(range).map(({ part, reachesOver }) => sql`UNION ALL
    SELECT m.ref_id, m.id, a.bar, a.n FROM matched m CROSS JOIN LATERAL (
      SELECT date_trunc('day', a.occurred_at, 'UTC') AS bar, count(*) AS n FROM access a WHERE a.ref_id = m.ref_id AND a.edge_id = m.id AND ${inRange(sql`a.occurred_at`, part)} GROUP BY 1
    ) a WHERE ${reachesOver}`)
  const after = range.from === null ? sql`TRUE` : sql`e.last_at >= ${range.from}::timestamptz`
  const before = range.to === null ? sql`TRUE` : sql`e.first_at < ${range.to}::timestamptz`
  return sql`
    matched AS MATERIALIZED (SELECT e.ref_id, e.id, e.first_at, e.last_at FROM edge e WHERE ${after} AND ${before} AND ${where}),
    hits AS MATERIALIZED (
      SELECT m.ref_id, m.id, y.day::timestamp AT TIME ZONE 'UTC' AS bar, y.count::bigint AS n FROM matched m JOIN edge_day y ON y.ref_id = m.ref_id AND y.edge_id = m.id WHERE ${countsWhole(range)}
      ${partial.length === 0 ? sql`` : joinSql(partial, ' ')}
    )`
}

function hitsOfEvents(where: Sql, search: CompiledSearch, range: TimeRange, step: 'hour' | 'day', sample: Sql): Sql {
  return sql`
    hits AS MATERIALIZED (
      SELECT a.ref_id, a.edge_id AS id, date_trunc(${step}, a.occurred_at, 'UTC') AS bar, count(*) AS n
      FROM access a ${sample} JOIN edge e ON e.ref_id = a.ref_id AND e.id = a.edge_id
      WHERE ${inRange(sql`a.occurred_at`, range)} AND ${where} AND ${search.events} GROUP BY 1, 2, 3
    )`
}

/** Facets and bars. Edges are first brought together by what the facets show, so that the eleven facets are counted over few rows. */
function count(db: Database, hits: Sql): Promise<Cell[]> {
  return db.$queryRaw<Cell[]>`
    WITH ${hits},
    totals AS MATERIALIZED (
      SELECT r.store, e.action, e.outcome, coalesce(i.kind, k.kind) AS kind, p.region, p.account, p.cluster, p.namespace, l.family, p.network, e.disclosed, sum(h.n) AS n
      FROM (SELECT ref_id, id, sum(n) AS n FROM hits GROUP BY 1, 2) h JOIN edge e ON e.ref_id = h.ref_id AND e.id = h.id
        JOIN secret_reference r ON r.id = e.ref_id JOIN identity_reference k ON k.id = coalesce(e.subject_id, e.actor_id) LEFT JOIN identity i ON i.id = k.identity_id
        JOIN place p ON p.id = e.place_id JOIN client l ON l.id = e.client_id
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    )
    SELECT f.field, f.value, sum(t.n)::float8 AS n FROM totals t CROSS JOIN LATERAL (VALUES
      ('store', t.store), ('action', ${nameOfCode(actions, sql`t.action`)}), ('outcome', ${nameOfCode(outcomes, sql`t.outcome`)}), ('kind', ${nameOfCode(identityKinds, sql`t.kind`)}),
      ('region', t.region), ('account', t.account), ('cluster', t.cluster), ('namespace', t.namespace), ('client', t.family), ('network', t.network),
      ('disclosed', ${nameOfCode(disclosures, sql`t.disclosed`)})) f (field, value)
    GROUP BY 1, 2
    UNION ALL
    SELECT ${isoTime(sql`h.bar`)}, ${nameOfCode(outcomes, sql`e.outcome`)}, sum(h.n)::float8 FROM hits h JOIN edge e ON e.ref_id = h.ref_id AND e.id = h.id GROUP BY 1, 2`
}

function summaryOf(cells: Cell[], step: 'hour' | 'day', factor: number): EventSummary {
  const facets = facetNames.map((field) => ({
    field,
    values: cells
      .filter((cell) => cell.field === field && cell.value !== '')
      .map(({ value, n }) => ({ value, count: n * factor }))
      .toSorted((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
      .slice(0, facetValuesMax),
  }))
  const bars = new Map<string, EventSummary['histogram']['bars'][number]>()
  for (const cell of cells.filter(({ field }) => field.endsWith('Z')).toSorted((one, other) => (one.field < other.field ? -1 : 1))) {
    const bar = bars.get(cell.field) ?? { from: cell.field, outcomes: { success: 0, denied: 0, error: 0, unknown: 0 } }
    const outcome = outcomes.find((name) => name === cell.value)
    if (outcome) bar.outcomes[outcome] += cell.n * factor
    bars.set(cell.field, bar)
  }
  const total = [...bars.values()].reduce((sum, { outcomes: by }) => sum + by.success + by.denied + by.error + by.unknown, 0)
  return { count: total, estimated: factor !== 1, facets, histogram: { step, bars: [...bars.values()] } }
}
