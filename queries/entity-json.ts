import { identityKinds } from '#lib/facts.ts'
import { isoTime, sql, type Sql } from './sql.ts'

/** The name at this position of a list of lib/facts.ts. */
export function nameOfCode(names: readonly string[], code: Sql): Sql {
  return sql`(${[...names]}::text[])[${code} + 1]`
}

/** `SecretSummary`; the alias is of "secret". */
export function secretJson(alias: Sql): Sql {
  return sql`jsonb_build_object('id', ${alias}.id::text, 'uri', ${alias}.uri, 'store', ${alias}.store, 'name', ${alias}.name, 'isScope', ${alias}.is_scope,
    'account', ${alias}.account, 'region', ${alias}.region, 'cluster', ${alias}.cluster, 'namespace', ${alias}.namespace)`
}

/** `IdentitySummary`; the alias is of "identity". */
export function identityJson(alias: Sql): Sql {
  return sql`jsonb_build_object('id', ${alias}.id::text, 'uri', ${alias}.uri, 'kind', ${nameOfCode(identityKinds, sql`${alias}.kind`)},
    'displayName', ${alias}.display_name, 'disabledAt', ${isoTime(sql`${alias}.disabled_at`)})`
}

/** `NamedIdentity`: with all its other names, sorted. */
export function namedIdentityJson(alias: Sql): Sql {
  return sql`${identityJson(alias)} || jsonb_build_object('aliases', (
    SELECT coalesce(jsonb_agg(DISTINCT n.name), '[]') FROM (
      SELECT r.uri AS name FROM identity_reference r WHERE r.identity_id = ${alias}.id
      UNION SELECT a.alias FROM identity_reference r JOIN identity_alias a ON a.reference_id = r.id WHERE r.identity_id = ${alias}.id
    ) n WHERE n.name <> ${alias}.uri))`
}

/** `PlaceSummary`; the alias is of "place". */
export function placeJson(alias: Sql): Sql {
  return sql`jsonb_build_object('account', ${alias}.account, 'region', ${alias}.region, 'cluster', ${alias}.cluster, 'namespace', ${alias}.namespace, 'network', ${alias}.network)`
}

/** `Owner[]` of a secret, the most specific pattern first. */
export function ownersJson(secretId: Sql): Sql {
  return sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('team', k.team, 'environment', k.environment, 'tier', k.tier) ORDER BY length(k.pattern) DESC, k.team), '[]')
    FROM secret_owner k WHERE k.secret_id = ${secretId})`
}
