import type { Fact, IdentityReference, SessionFact } from '#lib/facts.ts'
import type { Entry } from './entry.ts'
import { identify, kindOf, namedByPlugin } from './identify.ts'
import { holderKeys, type VaultAuth } from './schema.ts'

const loginPath = /^auth\/(.+?)\/(?:login(?:\/(.+))?|oidc\/callback|callback)$/u

export function isLogin(path: string): boolean {
  return loginPath.test(path)
}

/**
 * A login that worked: the new token's holder is in `response.auth`; `request.client_token`, if any, is somebody's earlier token. A login
 * that failed has no `response.auth` and often no error either: it gives no credential, so it says nothing here.
 */
export function loginFacts(entry: Entry): Fact[] {
  const auth = entry.record.response?.auth
  const found = loginPath.exec(entry.path)
  if (!auth || found === null || entry.outcome !== 'success') return []
  const mount = entry.mount?.replace(/^auth\//u, '') ?? found[1] ?? ''
  const method = entry.engine ?? mount
  const identity = { ...identify(auth, auth.client_token, entry.cluster), kind: kindOf(auth, method) }
  const login = loginReference(entry, auth, mount, found[2], method)
  const proven = identity.uri.startsWith(`vault:${entry.cluster}:entity:`)
  const named: Fact[] = proven ? [{ fact: 'identity', identity, change: 'alias', other: login.uri }] : []
  const session = sessionOf(entry, auth, method, identity, proven ? undefined : login)
  return [...(session === undefined ? [] : [{ ...session, details: detailsOf(auth) }]), ...accessorNaming(entry, auth, identity), ...named]
}

/** A login or a new token that was wrapped: whoever unwraps it holds the token. */
export function unwrappedSession(entry: Entry): Fact[] {
  const auth = entry.record.response?.auth
  const session = auth ? sessionOf(entry, auth, 'wrapping', identify(auth, auth.client_token, entry.cluster), undefined) : undefined
  return session === undefined ? [] : [session]
}

/** A token made with another token. Its name and metadata are its maker's free text; whoever made it answers for it, except root, which hands tokens out to others. */
export function tokenFacts(entry: Entry): Fact[] {
  const auth = entry.record.response?.auth
  if (!auth || entry.outcome !== 'success') return []
  const identity = identify(auth, auth.client_token, entry.cluster)
  const maker = entry.actor.uri === identity.uri || entry.actor.uri === `vault:${entry.cluster}:root` ? undefined : entry.actor
  const session = sessionOf(entry, auth, 'token', identity, maker)
  return session === undefined ? [] : [session, ...accessorNaming(entry, auth, identity)]
}

function sessionOf(entry: Entry, auth: VaultAuth, method: string, identity: IdentityReference, subject: IdentityReference | undefined): SessionFact | undefined {
  if (auth.client_token === undefined || auth.client_token === 'clear') return undefined
  return {
    fact: 'session',
    credential: `vault-token:${entry.cluster}:${auth.client_token}`,
    method,
    identity,
    subject,
    sessionName: auth.display_name || undefined,
    expiresAt: expiry(entry.occurredAt, auth.token_ttl),
  }
}

/** `vault:<cluster>:<auth mount>:<role or user>`, the name that only this one holder has on that mount. */
function loginReference(entry: Entry, auth: VaultAuth, mount: string, user: string | undefined, method: string): IdentityReference {
  const prefix = `${mount.replaceAll('/', '-')}-`
  const shown = auth.display_name ?? ''
  const afterMount = shown.startsWith(prefix) && shown.length > prefix.length ? shown.slice(prefix.length) : undefined
  const name = namedByPlugin(auth) ?? afterMount ?? user ?? auth.metadata?.role ?? shown
  return { uri: `vault:${entry.cluster}:${entry.namespace}${mount}:${name}`, form: 'exact', kind: kindOf(auth, method), displayName: name }
}

function accessorNaming(entry: Entry, auth: VaultAuth, identity: IdentityReference): Fact[] {
  if (auth.accessor === undefined || auth.accessor === 'clear') return []
  return [{ fact: 'naming', scope: 'vault-accessor', name: `${entry.cluster}:${auth.accessor}`, means: identity.uri }]
}

function detailsOf(auth: VaultAuth): Record<string, string> | undefined {
  const details = Object.fromEntries(holderKeys.flatMap((key) => (auth.metadata?.[key] ? [[key, auth.metadata[key]]] : [])))
  return Object.keys(details).length === 0 ? undefined : (details as Record<string, string>)
}

function expiry(at: string, ttlSeconds: number | undefined): string | undefined {
  const end = new Date(Date.parse(at) + (ttlSeconds ?? 0) * 1000)
  return ttlSeconds === undefined || ttlSeconds === 0 || Number.isNaN(end.getTime()) ? undefined : end.toISOString()
}
