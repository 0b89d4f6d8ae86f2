import type { NamedIdentity } from '#lib/api/identity-summary.ts'
import { NotFound } from '#lib/errors.ts'
import type { Viewer } from '#lib/viewer.ts'
import { namedIdentityJson } from './entity-json.ts'
import { sql, type Database, type Sql } from './sql.ts'
import { seesEverything, seesReference } from './viewer-scope.ts'

export type VisibleIdentity = { identity: NamedIdentity; referenceIds: string[] }

/** Throws `NotFound` when there is none, or when it accessed nothing that this viewer may see. */
export async function loadVisibleIdentity(db: Database, viewer: Viewer, id: string): Promise<VisibleIdentity> {
  const found = await db.$queryRaw<VisibleIdentity[]>`
    SELECT ${namedIdentityJson(sql`i`)} AS identity, coalesce(r.ids, '{}') AS "referenceIds"
    FROM identity i, LATERAL (SELECT array_agg(r.id::text ORDER BY r.id) AS ids FROM identity_reference r WHERE r.identity_id = i.id) r
    WHERE i.id = ${id}::bigint`
  const identity = found[0]
  if (!identity || !(await isVisible(db, viewer, identity))) throw new NotFound('There is no such identity, or it is not yours to see.')
  return identity
}

async function isVisible(db: Database, viewer: Viewer, identity: VisibleIdentity): Promise<boolean> {
  if (seesEverything(viewer)) return true
  const found = await db.$queryRaw<unknown[]>`SELECT 1 FROM edge e WHERE ${edgesBy(identity)} AND ${seesReference(viewer, sql`e.ref_id`)} LIMIT 1`
  return found.length > 0
}

/** Edges on which it acted or stood behind; the alias is `e`. */
export function edgesBy(identity: VisibleIdentity): Sql {
  return sql`(e.actor_id = ANY(${identity.referenceIds}::bigint[]) OR e.subject_id = ANY(${identity.referenceIds}::bigint[]))`
}
