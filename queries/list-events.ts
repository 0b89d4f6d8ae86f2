import type { EventPage, EventRow, ListEventsFilter } from '#lib/api/list-events.ts'
import type { Viewer } from '#lib/viewer.ts'
import { compileSearch, type CompiledSearch } from './compile-search.ts'
import { eventColumns, eventJoins } from './event-rows.ts'
import { readCursor, writeCursor } from './page-cursor.ts'
import { sql, type Database, type Sql } from './sql.ts'
import { withTimeBox, type BoxedDatabase } from './time-box.ts'
import { inRange, rangeOf, type TimeRange } from './time-range.ts'
import { seesEverything, seesReference } from './viewer-scope.ts'

const timeBoxMs = 10_000
/** Up to so many edges are asked one by one for their newest events; beyond, walking back in time meets matches soon enough. */
const probedEdgesMax = 300
const walkedRowsMax = 20_000
const scannedRowsMax = 300_000

type Picked = EventRow & { refId: string }

/** Events that the search matches and the viewer may see, newest first. */
export async function listEvents(db: BoxedDatabase, viewer: Viewer, filter: ListEventsFilter): Promise<EventPage> {
  const search = compileSearch(filter.q)
  const range = rangeOf(filter)
  const cursor = readCursor(filter.cursor, ['time', 'uuid', 'id'])
  const before = cursor
    ? sql`a.occurred_at <= ${cursor[0]}::timestamptz AND (a.occurred_at, a.event_key, a.ref_id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid, ${cursor[2]}::bigint)`
    : sql`TRUE`
  const limit = filter.limit ?? 100
  const sees = seesReference(viewer, sql`e.ref_id`)
  const rows = await withTimeBox(db, timeBoxMs, async (boxed) => {
    const way = await chooseWay(boxed, search, sees, range, limit, search.empty && seesEverything(viewer))
    if (way === 'none') return []
    const picked = way === 'probe' ? probe(search, sees, range, before, limit + 1) : walk(search, sees, range, before, limit + 1)
    return boxed.$queryRaw<Picked[]>`
      WITH ${picked}
      SELECT ${eventColumns()}, a.ref_id::text AS "refId" FROM picked a ${eventJoins()} ORDER BY a.occurred_at DESC, a.event_key DESC, a.ref_id DESC`
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ refId: _refId, ...row }) => row),
    nextCursor: rows.length > limit && last ? writeCursor([last.occurredAt, last.id, last.refId]) : null,
  }
}

async function chooseWay(db: Database, search: CompiledSearch, sees: Sql, range: TimeRange, limit: number, everything: boolean): Promise<'none' | 'probe' | 'walk'> {
  if (everything) return 'walk'
  const rows = await db.$queryRaw<{ edges: number; events: number; all: number }[]>`
    SELECT (count(*) FILTER (WHERE m.matches))::float8 AS edges, coalesce(sum(m.count) FILTER (WHERE m.matches), 0)::float8 AS events, coalesce(sum(m.count), 0)::float8 AS all
    FROM (SELECT e.count, ${sees} AND ${search.edges} AS matches FROM edge e WHERE ${overlaps(range)}) m`
  const { edges, events, all } = rows[0] ?? { edges: 0, events: 0, all: 0 }
  if (edges === 0) return 'none'
  if (edges <= probedEdgesMax) return 'probe'
  // What only an event can decide may match one row in a million: then the rows of the matching edges are fewer than all rows.
  if (!search.exactOnEdges) return events <= scannedRowsMax && edges <= 20_000 ? 'probe' : 'walk'
  return (limit * all) / events <= walkedRowsMax || edges > 20_000 ? 'walk' : 'probe'
}

function overlaps(range: TimeRange): Sql {
  const after = range.from === null ? sql`TRUE` : sql`e.last_at >= ${range.from}::timestamptz`
  const before = range.to === null ? sql`TRUE` : sql`e.first_at < ${range.to}::timestamptz`
  return sql`${after} AND ${before}`
}

const newestFirst = sql`ORDER BY a.occurred_at DESC, a.event_key DESC, a.ref_id DESC`

/** The newest rows of each matching edge, merged. */
function probe(search: CompiledSearch, sees: Sql, range: TimeRange, before: Sql, limit: number): Sql {
  return sql`
    matched AS MATERIALIZED (SELECT e.* FROM edge e WHERE ${overlaps(range)} AND ${sees} AND ${search.edges}),
    picked AS MATERIALIZED (
      SELECT a.* FROM matched e CROSS JOIN LATERAL (
        SELECT a.* FROM access a WHERE a.ref_id = e.ref_id AND a.edge_id = e.id AND ${inRange(sql`a.occurred_at`, range)} AND ${before} AND ${search.exactOnEdges ? sql`TRUE` : search.events}
        ${newestFirst} LIMIT ${limit}
      ) a ${newestFirst} LIMIT ${limit}
    )`
}

/**
 * All rows from the newest on, until enough of them match. `IS TRUE` keeps the edges a set that each row is looked up in: as a join, the
 * planner believes in so few matches that it brings all of them together and sorts.
 */
function walk(search: CompiledSearch, sees: Sql, range: TimeRange, before: Sql, limit: number): Sql {
  const inOrder = sql`${inRange(sql`a.occurred_at`, range)} AND ${before}`
  if (search.exactOnEdges && !search.empty) {
    return sql`
    matched AS MATERIALIZED (SELECT e.id FROM edge e WHERE ${overlaps(range)} AND ${sees} AND ${search.edges}),
    picked AS MATERIALIZED (SELECT a.* FROM access a WHERE ${inOrder} AND (a.edge_id IN (SELECT m.id FROM matched m)) IS TRUE ${newestFirst} LIMIT ${limit})`
  }
  return sql`
    picked AS MATERIALIZED (
      SELECT a.* FROM access a JOIN edge e ON e.ref_id = a.ref_id AND e.id = a.edge_id
      WHERE ${inOrder} AND ${sees} AND ${search.events} ${newestFirst} LIMIT ${limit}
    )`
}
