import { NotFound } from '#lib/errors.ts'
import type { Owner, SecretSummary } from '#lib/api/secret-summary.ts'
import type { Viewer } from '#lib/viewer.ts'
import { ownersJson, secretJson } from './entity-json.ts'
import { sql, storable, type Database, type Sql } from './sql.ts'
import { seesSecret } from './viewer-scope.ts'

/** `referenceIds` are what its events and edges hang on. */
export type VisibleSecret = { secret: SecretSummary; owners: Owner[]; references: string[]; referenceIds: string[] }

/** Throws `NotFound` when there is none, or none for this viewer. */
export async function loadVisibleSecret(db: Database, viewer: Viewer, id: string): Promise<VisibleSecret> {
  return loadOne(db, viewer, sql`s.id = ${id}::bigint`)
}

/** By canonical URI, or by a name that records use (an ARN's resource, a project number), as long as it means one secret only. */
export async function loadVisibleSecretByUri(db: Database, viewer: Viewer, uri: string): Promise<VisibleSecret> {
  const name = storable(uri)
  return loadOne(db, viewer, sql`s.id = coalesce(
    (SELECT x.id FROM secret x WHERE x.uri = ${name}),
    (SELECT min(r.secret_id) FROM secret_reference r WHERE r.uri = ${name} OR r.reference = ${name} HAVING count(DISTINCT r.secret_id) = 1))`)
}

async function loadOne(db: Database, viewer: Viewer, condition: Sql): Promise<VisibleSecret> {
  const found = await db.$queryRaw<VisibleSecret[]>`
    SELECT ${secretJson(sql`s`)} AS secret, ${ownersJson(sql`s.id`)} AS owners, r.references, r."referenceIds"
    FROM secret s, LATERAL (
      SELECT coalesce(array_agg(r.uri ORDER BY r.uri), '{}') AS "references", coalesce(array_agg(r.id::text ORDER BY r.id), '{}') AS "referenceIds"
      FROM secret_reference r WHERE r.secret_id = s.id
    ) r WHERE ${condition} AND ${seesSecret(viewer, sql`s.id`)}`
  if (!found[0]) throw new NotFound('There is no such secret, or it is not yours to see.')
  return found[0]
}

/** Edges of this secret; the alias is of "edge". */
export function edgesOf(secret: VisibleSecret, alias: Sql = sql`e`): Sql {
  return sql`${alias}.ref_id = ANY(${secret.referenceIds}::bigint[])`
}
