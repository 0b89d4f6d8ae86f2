import type { ClientBase } from 'pg'
import type { NamingScope } from '#lib/facts.ts'
import type { NamingKnowledge } from '#lib/names/resolve-reference.ts'

export type IdentityNaming = { roles: ReadonlyMap<string, string>; uniqueIds: ReadonlyMap<string, string> }

/** Everything that records said of names. Two answers to one name: the one said last wins, then the greater text, so order of arrival does not matter. */
export async function loadNamingKnowledge(client: ClientBase): Promise<NamingKnowledge & IdentityNaming> {
  const { rows } = await client.query<{ scope: NamingScope; name: string; means: string }>('SELECT scope, name, means FROM naming ORDER BY last_at, means COLLATE "C"')
  const scopes = new Map<NamingScope, Map<string, string>>()
  for (const row of rows) {
    const names = scopes.get(row.scope) ?? new Map<string, string>()
    scopes.set(row.scope, names.set(row.name, row.means))
  }
  const of = (scope: NamingScope): ReadonlyMap<string, string> => scopes.get(scope) ?? new Map()
  return {
    projects: of('gcp-project'),
    awsSecrets: new Set([...of('aws-secret').values(), ...(await plainlyReadNames(client))]),
    kmsAliases: of('aws-kms-alias'),
    vaultMounts: of('vault-mount'),
    vaultWraps: of('vault-wrap'),
    roles: of('aws-role'),
    uniqueIds: of('gcp-unique-id'),
  }
}

/** A success under a plain name proves that name too, and so does a trace: the key service is told the full ARN. Only asked for names that an ARN could also mean. */
async function plainlyReadNames(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ uri: string }>(
    `SELECT DISTINCT named.uri FROM secret_reference arn
     JOIN secret_reference named ON named.form = 'exact' AND named.uri IN (arn.uri, regexp_replace(arn.uri, '-[A-Za-z0-9]{6}$', ''))
     WHERE arn.form = 'aws-arn' AND (EXISTS (SELECT 1 FROM edge WHERE edge.ref_id = named.id AND edge.outcome = 0) OR EXISTS (SELECT 1 FROM trace WHERE trace.ref_id = named.id))`,
  )
  return rows.map((row) => row.uri)
}
