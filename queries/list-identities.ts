import type { IdentitySummary } from '#lib/api/identity-summary.ts'
import type { IdentityPage, IdentityRow, ListIdentitiesFilter } from '#lib/api/list-identities.ts'
import { identityKinds } from '#lib/facts.ts'
import { patternOf } from '#lib/search/pattern.ts'
import type { Viewer } from '#lib/viewer.ts'
import { edgeCounts } from './edge-counts.ts'
import { identityJson } from './entity-json.ts'
import { changeActionCodes, deniedCode, successCode, valueActionCodes } from './fact-codes.ts'
import { readCursor, writeCursor } from './page-cursor.ts'
import { allOf, isoTime, likePattern, sql, storable, type Sql } from './sql.ts'
import { withTimeBox, type BoxedDatabase } from './time-box.ts'
import { rangeOf } from './time-range.ts'
import { seesReference } from './viewer-scope.ts'

const timeBoxMs = 10_000

type Row = Omit<IdentityRow, keyof IdentitySummary> & { id: string; identity: IdentitySummary; sortKey: string | number; total: number }

const sortKeys: Record<string, Sql> = {
  name: sql`i.display_name`,
  lastSeenAt: sql`(extract(epoch FROM s.last_at) * 1000000)::float8`,
  reads: sql`coalesce(t.reads, 0)`,
  secrets: sql`coalesce(t.secrets, 0)`,
  denied: sql`coalesce(t.denied, 0)`,
}

/** Identities with at least one access that the viewer may see, as who acted or as the person behind. */
export async function listIdentities(db: BoxedDatabase, viewer: Viewer, filter: ListIdentitiesFilter): Promise<IdentityPage> {
  const range = rangeOf(filter)
  const sort = filter.sort ?? 'name'
  const descending = sort.startsWith('-')
  const name = descending ? sort.slice(1) : sort
  const key = sortKeys[name] ?? sql`i.display_name`
  const direction = descending ? sql`DESC` : sql`ASC`
  const cursor = name === 'name' ? readCursor(filter.cursor, ['text', 'id']) : readCursor(filter.cursor, ['number', 'id'])
  const after = cursor === null ? sql`TRUE` : sql`(r."sortKey", r.id) ${descending ? sql`<` : sql`>`} (${cursor[0]}::${name === 'name' ? sql`text` : sql`float8`}, ${cursor[1]}::bigint)`
  const limit = filter.limit ?? 100
  const rows = await withTimeBox(db, timeBoxMs, (boxed) => boxed.$queryRaw<Row[]>`
    WITH ${edgeCounts(seesReference(viewer, sql`e.ref_id`), range)},
    sides AS (
      SELECT k.identity_id, e.ref_id, e.id, e.action, e.outcome, e.precision, c.n FROM counted c JOIN edge e ON e.ref_id = c.ref_id AND e.id = c.id JOIN identity_reference k ON k.id = e.actor_id
      UNION
      SELECT k.identity_id, e.ref_id, e.id, e.action, e.outcome, e.precision, c.n FROM counted c JOIN edge e ON e.ref_id = c.ref_id AND e.id = c.id JOIN identity_reference k ON k.id = e.subject_id
    ),
    totals AS (
      SELECT d.identity_id, coalesce(sum(d.n) FILTER (WHERE d.outcome = ${successCode} AND d.precision = 0 AND d.action = ANY(${valueActionCodes}::int[])), 0)::float8 AS reads,
        (count(DISTINCT r.secret_id) FILTER (WHERE d.outcome = ${successCode} AND d.precision = 0 AND d.action = ANY(${valueActionCodes}::int[])))::float8 AS secrets,
        coalesce(sum(d.n) FILTER (WHERE d.outcome = ${deniedCode}), 0)::float8 AS denied,
        coalesce(sum(d.n) FILTER (WHERE d.outcome = ${successCode} AND d.action = ANY(${changeActionCodes}::int[])), 0)::float8 AS changes
      FROM sides d JOIN secret_reference r ON r.id = d.ref_id GROUP BY d.identity_id
    ),
    seen AS (
      SELECT x.identity_id, max(x.last_at) AS last_at FROM (
        SELECT k.identity_id, e.last_at FROM edge e JOIN identity_reference k ON k.id = e.actor_id WHERE ${seesReference(viewer, sql`e.ref_id`)}
        UNION ALL
        SELECT k.identity_id, e.last_at FROM edge e JOIN identity_reference k ON k.id = e.subject_id WHERE ${seesReference(viewer, sql`e.ref_id`)}
      ) x GROUP BY x.identity_id
    ),
    rows AS (
      SELECT i.id, ${identityJson(sql`i`)} AS identity, ${isoTime(sql`s.last_at`)} AS "lastSeenAt", coalesce(t.reads, 0) AS reads, coalesce(t.secrets, 0) AS secrets,
        coalesce(t.denied, 0) AS denied, coalesce(t.changes, 0) AS changes, ${key} AS "sortKey"
      FROM identity i JOIN seen s ON s.identity_id = i.id LEFT JOIN totals t ON t.identity_id = i.id WHERE ${wantedIdentities(filter)}
    )
    SELECT r.id::text AS id, r.identity, r."lastSeenAt", r.reads, r.secrets, r.denied, r.changes, r."sortKey", (SELECT count(*) FROM rows)::float8 AS total FROM rows r WHERE ${after} ORDER BY r."sortKey" ${direction}, r.id ${direction} LIMIT ${limit + 1}`, true)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ identity, sortKey: _sortKey, total: _total, ...row }) => ({ ...row, ...identity })),
    nextCursor: rows.length > limit && last ? writeCursor([last.sortKey, last.identity.id]) : null,
    total: rows[0]?.total ?? 0,
  }
}

function wantedIdentities(filter: ListIdentitiesFilter): Sql {
  const conditions: Sql[] = []
  const named = (test: (name: Sql) => Sql) => sql`${test(sql`i.uri`)} OR ${test(sql`i.display_name`)} OR i.id IN (
    SELECT r.identity_id FROM identity_reference r LEFT JOIN identity_alias a ON a.reference_id = r.id WHERE ${test(sql`r.uri`)} OR ${test(sql`a.alias`)})`
  if (filter.q !== undefined && filter.q.trim() !== '') {
    const pattern = `%${likePattern(patternOf(storable(filter.q.trim())).parts)}%`
    conditions.push(named((name) => sql`${name} ILIKE ${pattern}`))
  }
  if (filter.uri !== undefined) {
    const uri = storable(filter.uri)
    conditions.push(sql`i.uri = ${uri} OR i.id IN (SELECT r.identity_id FROM identity_reference r LEFT JOIN identity_alias a ON a.reference_id = r.id WHERE r.uri = ${uri} OR a.alias = ${uri})`)
  }
  if (filter.kind !== undefined) conditions.push(sql`i.kind = ${identityKinds.indexOf(filter.kind)}`)
  return allOf(conditions)
}
