import { actions } from '#lib/facts.ts'
import type { SecretDetail } from '#lib/api/get-secret.ts'
import type { Viewer } from '#lib/viewer.ts'
import { edgeCounts } from './edge-counts.ts'
import { nameOfCode, secretJson } from './entity-json.ts'
import { successCode } from './fact-codes.ts'
import type { VisibleSecret } from './load-visible-secret.ts'
import { isoTime, sql, type Database } from './sql.ts'
import type { TimeRange } from './time-range.ts'
import { seesSecret } from './viewer-scope.ts'

/** `kubernetes://c/ns/db` lies in `kubernetes://c/ns/*` and `kubernetes://c/*`. */
export function scopesAround(uri: string): string[] {
  const start = uri.indexOf('://') + 3
  const scopes: string[] = []
  for (let at = uri.indexOf('/', start); at >= 0; at = uri.indexOf('/', at + 1)) scopes.push(`${uri.slice(0, at)}/*`)
  return scopes
}

/** Successful requests on scopes that this secret lies in, where the viewer may see the whole scope. */
export function loadCoveringScopes(db: Database, viewer: Viewer, secret: VisibleSecret, range: TimeRange): Promise<SecretDetail['scopes']> {
  const around = sql`s.is_scope AND s.uri = ANY(${scopesAround(secret.secret.uri)}::text[]) AND ${seesSecret(viewer, sql`s.id`)}`
  const where = sql`e.outcome = ${successCode} AND e.ref_id = ANY(ARRAY(SELECT r.id FROM secret_reference r JOIN secret s ON s.id = r.secret_id WHERE ${around}))`
  return db.$queryRaw<SecretDetail['scopes']>`
    WITH ${edgeCounts(where, range, 'both')},
    grouped AS (
      SELECT r.secret_id, e.action, sum(c.n)::float8 AS accesses, count(DISTINCT k.identity_id)::float8 AS identities, max(c.last_at) AS last_at
      FROM counted c JOIN edge e ON e.ref_id = c.ref_id AND e.id = c.id JOIN secret_reference r ON r.id = c.ref_id
        JOIN identity_reference k ON k.id = coalesce(e.subject_id, e.actor_id)
      GROUP BY 1, 2
    )
    SELECT ${secretJson(sql`s`)} AS secret, ${nameOfCode(actions, sql`g.action`)} AS action, g.accesses, g.identities, ${isoTime(sql`g.last_at`)} AS "lastAt"
    FROM grouped g JOIN secret s ON s.id = g.secret_id ORDER BY g.last_at DESC, s.uri, g.action`
}
