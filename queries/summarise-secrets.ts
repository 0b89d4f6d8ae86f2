import { secretFacets, type SecretFacet, type SecretSummaryCounts, type SummariseSecretsFilter } from '#lib/api/summarise-secrets.ts'
import type { Viewer } from '#lib/viewer.ts'
import { wantedSecrets } from './list-secrets.ts'
import { sql, type Database } from './sql.ts'
import { seesEverything } from './viewer-scope.ts'

const valuesMax = 50

const columns = { store: sql`s.store`, account: sql`s.account`, cluster: sql`s.cluster` }

/** How many of the secrets that the viewer may see are where. */
export async function summariseSecrets(db: Database, viewer: Viewer, filter: SummariseSecretsFilter): Promise<SecretSummaryCounts> {
  const facets = await Promise.all(secretFacets.map(async (field) => ({ field, values: await countBy(db, viewer, { ...filter, [field]: undefined }, field) })))
  return { facets }
}

function countBy(db: Database, viewer: Viewer, filter: SummariseSecretsFilter, field: SecretFacet) {
  const where = wantedSecrets(viewer, filter)
  if (field !== 'team') {
    return db.$queryRaw<{ value: string; count: number }[]>`
      SELECT ${columns[field]} AS value, count(*)::float8 AS count FROM secret s
      WHERE ${where} AND ${columns[field]} <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${valuesMax}`
  }
  // Of others' teams an owner is told nothing, even where a secret is theirs too.
  const teams = seesEverything(viewer) ? sql`TRUE` : sql`k.team = ANY(${[...viewer.teams]}::text[])`
  return db.$queryRaw<{ value: string; count: number }[]>`
    SELECT k.team AS value, count(DISTINCT s.id)::float8 AS count FROM secret s JOIN secret_owner k ON k.secret_id = s.id
    WHERE ${where} AND ${teams} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${valuesMax}`
}
