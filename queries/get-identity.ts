import type { GetIdentityFilter, IdentityDetail } from '#lib/api/get-identity.ts'
import { NotFound } from '#lib/errors.ts'
import type { Viewer } from '#lib/viewer.ts'
import { edgeCounts } from './edge-counts.ts'
import { identityJson, placeJson } from './entity-json.ts'
import { changeActionCodes, deniedCode, successCode, valueActionCodes } from './fact-codes.ts'
import { edgesBy, loadVisibleIdentity } from './load-visible-identity.ts'
import { allOf, isoTime, sql, type Database, type Sql } from './sql.ts'
import { rangeOf, type TimeRange } from './time-range.ts'
import { seesReference } from './viewer-scope.ts'

/** One identity and what it did, as far as the viewer may see it. */
export async function getIdentity(db: Database, viewer: Viewer, filter: GetIdentityFilter): Promise<IdentityDetail> {
  const range = rangeOf(filter)
  const { identity, referenceIds } = await loadVisibleIdentity(db, viewer, filter.id)
  const where = allOf([edgesBy({ identity, referenceIds }), seesReference(viewer, sql`e.ref_id`)])
  const [totals, partners] = await Promise.all([loadTotals(db, where, range), loadPartners(db, where, identity.id)])
  if (totals.firstSeenAt === null) throw new NotFound('There is no such identity, or it is not yours to see.')
  return { identity, ...totals, firstSeenAt: totals.firstSeenAt, ...partners }
}

type Totals = Omit<IdentityDetail, 'identity' | 'actedFor' | 'actedAs' | 'firstSeenAt'> & { firstSeenAt: string | null }

async function loadTotals(db: Database, where: Sql, range: TimeRange): Promise<Totals> {
  const isRead = sql`e.outcome = ${successCode} AND e.precision = 0 AND e.action = ANY(${valueActionCodes}::int[])`
  const rows = await db.$queryRaw<Totals[]>`
    WITH ${edgeCounts(where, range)}
    SELECT coalesce(sum(c.n) FILTER (WHERE ${isRead}), 0)::float8 AS reads, (count(DISTINCT r.secret_id) FILTER (WHERE ${isRead}))::float8 AS secrets,
      coalesce(sum(c.n) FILTER (WHERE e.outcome = ${deniedCode}), 0)::float8 AS denied,
      coalesce(sum(c.n) FILTER (WHERE e.outcome = ${successCode} AND e.action = ANY(${changeActionCodes}::int[])), 0)::float8 AS changes,
      (SELECT ${isoTime(sql`min(e.first_at)`)} FROM edge e WHERE ${where}) AS "firstSeenAt", (SELECT ${isoTime(sql`max(e.last_at)`)} FROM edge e WHERE ${where}) AS "lastSeenAt",
      (SELECT coalesce(jsonb_agg(${placeJson(sql`p`)} ORDER BY p.account, p.region, p.cluster, p.namespace, p.network), '[]') FROM place p
        WHERE p.id IN (SELECT e.place_id FROM counted c JOIN edge e ON e.ref_id = c.ref_id AND e.id = c.id)) AS places
    FROM counted c JOIN edge e ON e.ref_id = c.ref_id AND e.id = c.id JOIN secret_reference r ON r.id = c.ref_id`
  const totals = rows[0]
  if (!totals) throw new Error('An aggregate has one row.')
  return totals
}

async function loadPartners(db: Database, where: Sql, id: string): Promise<Pick<IdentityDetail, 'actedFor' | 'actedAs'>> {
  const others = (mine: Sql, theirs: Sql) => sql`(SELECT coalesce(jsonb_agg(${identityJson(sql`i`)} ORDER BY i.uri), '[]') FROM identity i WHERE i.id <> ${id}::bigint AND i.id IN (
    SELECT o.identity_id FROM edge e JOIN identity_reference m ON m.id = ${mine} JOIN identity_reference o ON o.id = ${theirs} WHERE ${where} AND m.identity_id = ${id}::bigint))`
  const rows = await db.$queryRaw<Pick<IdentityDetail, 'actedFor' | 'actedAs'>[]>`
    SELECT ${others(sql`e.actor_id`, sql`e.subject_id`)} AS "actedFor", ${others(sql`e.subject_id`, sql`e.actor_id`)} AS "actedAs"`
  return rows[0] ?? { actedFor: [], actedAs: [] }
}
