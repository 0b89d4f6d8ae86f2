import type { OldVersionHolder } from '#lib/api/get-secret.ts'
import { identityJson } from './entity-json.ts'
import { notDisclosedCode, successCode, valueActionCodes } from './fact-codes.ts'
import { edgesOf, type VisibleSecret } from './load-visible-secret.ts'
import { isoTime, sql, type Database } from './sql.ts'

/**
 * Consumers that still depend on an older version: their last read is older than the switch to the active one, or they got an older
 * one after it. A version whose beginning the logs do not reach is older than the active one. `null` when no switch is known. For a secret that the viewer may see.
 */
export async function loadOldVersionHolders(db: Database, secret: VisibleSecret): Promise<OldVersionHolder[] | null> {
  const id = sql`${secret.secret.id}::bigint`
  const switched = await db.$queryRaw<{ at: string; older: string[] }[]>`
    SELECT ${isoTime(sql`a.current_from`)} AS at, array_agg(v.ref) AS older
    FROM (SELECT v.ref, v.current_from FROM version v WHERE v.secret_id = ${id} AND v.current_from IS NOT NULL AND v.current_to IS NULL ORDER BY v.current_from DESC, v.ref LIMIT 1) a
      JOIN version v ON v.secret_id = ${id} AND v.ref <> a.ref AND coalesce(v.current_from, v.created_at, '-infinity') < a.current_from
    GROUP BY a.current_from`
  if (!switched[0]) return null
  const { at, older } = switched[0]
  const consumed = sql`${edgesOf(secret)} AND e.action = ANY(${valueActionCodes}::int[]) AND e.outcome = ${successCode} AND e.precision = 0 AND e.disclosed <> ${notDisclosedCode}`
  return db.$queryRaw<OldVersionHolder[]>`
    WITH got AS (
      SELECT k.identity_id, e.version AS ref, e.last_at FROM edge e JOIN identity_reference k ON k.id = coalesce(e.subject_id, e.actor_id) WHERE ${consumed}
      UNION ALL
      SELECT k.identity_id, d.version, d.last_at
      FROM edge e JOIN LATERAL (SELECT y.version, max(y.last_at) AS last_at FROM edge_version_day y WHERE y.ref_id = e.ref_id AND y.edge_id = e.id GROUP BY y.version) d ON TRUE
        JOIN identity_reference k ON k.id = coalesce(e.subject_id, e.actor_id) WHERE e.version = '' AND ${consumed}
    ),
    held AS (
      SELECT g.identity_id, max(g.last_at) AS last_at, bool_or(g.last_at >= ${at}::timestamptz AND g.ref = ANY(${older}::text[])) AS reads_old,
        (array_agg(g.ref ORDER BY g.last_at DESC, g.ref = '', g.ref))[1] AS ref
      FROM got g GROUP BY g.identity_id
    )
    SELECT ${identityJson(sql`i`)} AS identity, CASE WHEN h.reads_old THEN 'reads-old' ELSE 'silent' END AS state, ${isoTime(sql`h.last_at`)} AS "lastReadAt", h.ref AS version
    FROM held h JOIN identity i ON i.id = h.identity_id
    WHERE h.reads_old OR h.last_at < ${at}::timestamptz ORDER BY h.last_at DESC, i.uri`
}
