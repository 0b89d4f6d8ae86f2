import type { ListVersionsFilter, SecretVersion } from '#lib/api/list-versions.ts'
import type { Viewer } from '#lib/viewer.ts'
import { identityJson } from './entity-json.ts'
import { successCode, valueActionCodes } from './fact-codes.ts'
import { edgesOf, loadVisibleSecret, type VisibleSecret } from './load-visible-secret.ts'
import { isoTime, sql, type Database } from './sql.ts'

/** The versions that are known of the secret, the newest first. */
export async function listVersions(db: Database, viewer: Viewer, filter: ListVersionsFilter): Promise<{ items: SecretVersion[]; nextCursor: string | null }> {
  return { items: await loadVersions(db, await loadVisibleSecret(db, viewer, filter.id)), nextCursor: null }
}

/** For a secret that the viewer may see. */
export function loadVersions(db: Database, secret: VisibleSecret): Promise<SecretVersion[]> {
  const reads = sql`${edgesOf(secret)} AND e.action = ANY(${valueActionCodes}::int[]) AND e.outcome = ${successCode} AND e.precision = 0`
  return db.$queryRaw<SecretVersion[]>`
    WITH got AS (
      SELECT e.version AS ref, e.subject_id, e.actor_id, e.count, e.last_at FROM edge e WHERE e.version <> '' AND ${reads}
      UNION ALL
      SELECT d.version, e.subject_id, e.actor_id, d.count, d.last_at
      FROM edge e JOIN LATERAL (
        SELECT y.version, sum(y.count) AS count, max(y.last_at) AS last_at FROM edge_version_day y WHERE y.ref_id = e.ref_id AND y.edge_id = e.id AND y.version <> '' GROUP BY y.version
      ) d ON TRUE WHERE e.version = '' AND ${reads}
    ),
    totals AS (
      SELECT g.ref, sum(g.count)::float8 AS reads, count(DISTINCT k.identity_id)::float8 AS readers, max(g.last_at) AS last_at
      FROM got g JOIN identity_reference k ON k.id = coalesce(g.subject_id, g.actor_id) GROUP BY g.ref
    ),
    active AS (
      SELECT v.ref FROM version v WHERE v.secret_id = ${secret.secret.id}::bigint AND v.current_from IS NOT NULL AND v.current_to IS NULL ORDER BY v.current_from DESC, v.ref LIMIT 1
    )
    SELECT v.ref, v.state, v.ref = (SELECT ref FROM active) IS TRUE AS active, ${isoTime(sql`v.created_at`)} AS "createdAt",
      ${isoTime(sql`v.current_from`)} AS "currentFrom", ${isoTime(sql`v.current_to`)} AS "currentTo",
      (SELECT ${identityJson(sql`i`)} FROM version_event c JOIN identity_reference k ON k.id = c.actor_id JOIN identity i ON i.id = k.identity_id
        WHERE ${edgesOf(secret, sql`c`)} AND c.version = v.ref AND c.change IN ('current', 'created') ORDER BY c.change DESC, c.occurred_at DESC, c.event_key LIMIT 1) AS "changedBy",
      coalesce(t.reads, 0) AS reads, coalesce(t.readers, 0) AS readers, ${isoTime(sql`t.last_at`)} AS "lastReadAt"
    FROM version v LEFT JOIN totals t ON t.ref = v.ref
    WHERE v.secret_id = ${secret.secret.id}::bigint
    ORDER BY coalesce(v.created_at, v.current_from) DESC NULLS LAST, length(v.ref) DESC, v.ref DESC`
}
