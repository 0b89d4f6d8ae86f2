import type { Viewer } from '#lib/viewer.ts'
import { sql, type Sql } from './sql.ts'

/** The secret (or scope) is there for the viewer. `secretId` is the column that names it. */
export function seesSecret(viewer: Viewer, secretId: Sql): Sql {
  if (viewer.teams === 'all') return sql`TRUE`
  return sql`${secretId} IN (SELECT k.secret_id FROM secret_owner k WHERE k.team = ANY(${[...viewer.teams]}::text[]))`
}

/** The edge hangs on a secret that is there for the viewer. `refId` is the edge's or event's column. */
export function seesReference(viewer: Viewer, refId: Sql): Sql {
  if (viewer.teams === 'all') return sql`TRUE`
  return sql`${refId} IN (SELECT v.id FROM secret_reference v WHERE ${seesSecret(viewer, sql`v.secret_id`)})`
}

export function seesEverything(viewer: Viewer): boolean {
  return viewer.teams === 'all'
}
