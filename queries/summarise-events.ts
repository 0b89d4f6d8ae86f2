import { actions, disclosures, identityKinds, outcomes } from '#lib/facts.ts'
import { facetNames, type EventSummary, type SummariseEventsFilter } from '#lib/api/list-events.ts'
import { TookTooLong } from '#lib/errors.ts'
import type { Viewer } from '#lib/viewer.ts'
import { compileSearch, type CompiledSearch } from './compile-search.ts'
import { nameOfCode } from './entity-json.ts'
import { isoTime, sql, type Database, type Sql } from './sql.ts'
import { withTimeBox, type BoxedDatabase } from './time-box.ts'
import { inPartialDays, inRange, inWholeDays, rangeOf, wholeDays, type TimeRange } from './time-range.ts'
import { seesReference } from './viewer-scope.ts'

const timeBoxMs = 3_000
const sampledPercent = 1
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
