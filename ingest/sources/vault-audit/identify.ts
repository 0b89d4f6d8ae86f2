import type { IdentityKind, IdentityReference } from '#lib/facts.ts'
import type { VaultAuth } from './schema.ts'

/**
 * Who a record's `auth` proves. The entity is Vault's own word; a display name and token metadata are the free text of whoever made the
 * token, so they name nobody. The root policy is what makes root, not a display name like `token-root`.
 */
export function identify(auth: VaultAuth, token: string | undefined, cluster: string): IdentityReference {
  if (auth.entity_id) {
    return { uri: `vault:${cluster}:entity:${auth.entity_id}`, form: 'exact', kind: kindOf(auth), displayName: holderName(auth) ?? auth.entity_id }
  }
  if (auth.policies?.includes('root')) return { uri: `vault:${cluster}:root`, form: 'exact', kind: 'unknown', displayName: 'root' }
  return requester(auth.display_name || (auth.policies?.includes('response-wrapping') ? 'response-wrapping' : undefined), token, cluster)
}

/** Only the token is known (an invalid, expired or revoked one): a session may name it. A token in clear is never used. */
export function requester(displayName: string | undefined, token: string | undefined, cluster: string): IdentityReference {
  if (displayName === undefined && token !== undefined && token !== 'clear') {
    return { uri: `vault:${cluster}:token:${token}`, form: 'vault-token', kind: 'unknown', displayName: 'unknown token' }
  }
  const name = displayName ?? (token === undefined ? 'anonymous' : 'unknown token')
  return { uri: `vault:${cluster}:unproven:${name}`, form: 'exact', kind: 'unknown', displayName: name }
}

/** Tokens made from tokens are called `token` or `token-…`; their metadata was typed in by their maker. */
function isFromLogin(auth: VaultAuth): boolean {
  return auth.display_name !== undefined && auth.display_name !== 'token' && !auth.display_name.startsWith('token-')
}

/** What a person recognises: service account, role, user, e-mail; the alias's uid says nothing. */
export function holderName(auth: VaultAuth): string | undefined {
  return isFromLogin(auth) ? (namedByPlugin(auth) ?? shownName(auth.display_name)) : undefined
}

/** The name that a login plugin left in the token's metadata. */
export function namedByPlugin(auth: VaultAuth): string | undefined {
  const holder = auth.metadata ?? undefined
  if (holder?.service_account_name) return [holder.service_account_namespace, holder.service_account_name].filter(Boolean).join('/')
  return holder?.role_name || holder?.username || holder?.email || holder?.service_account_email || holder?.repository || holder?.common_name || undefined
}

/** A login's display name is `<auth mount>-<name>`; the record of a later read does not say where the mount's name ends, so one part is cut. */
function shownName(displayName: string | undefined): string | undefined {
  return displayName === undefined ? undefined : /^[^-]+-(.+)$/su.exec(displayName)?.[1] ?? displayName
}

const kindOfMethod: Record<string, IdentityKind> = {
  userpass: 'human', ldap: 'human', oidc: 'human', github: 'human', okta: 'human', radius: 'human', saml: 'human',
  kubernetes: 'workload', approle: 'workload', aws: 'workload', gcp: 'workload', azure: 'workload', cert: 'workload', alicloud: 'workload', cf: 'workload', oci: 'workload',
}

/** By the login's method when the record is a login, else by what the login left in the token's metadata. */
export function kindOf(auth: VaultAuth, method?: string): IdentityKind {
  const byMethod = method === undefined ? undefined : kindOfMethod[method]
  if (byMethod !== undefined) return byMethod
  const holder = isFromLogin(auth) ? (auth.metadata ?? undefined) : undefined
  if (holder === undefined) return 'unknown'
  if (holder.service_account_name || holder.role_name || holder.common_name || holder.canonical_arn || holder.service_account_email) return 'workload'
  if (holder.repository || holder.ref || holder.workflow || holder.project_path) return 'ci'
  if (holder.username || holder.email || auth.display_name?.includes('@')) return 'human'
  return method === 'jwt' && holder.role ? 'ci' : 'unknown'
}
