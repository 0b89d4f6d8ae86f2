import type { Fact } from '#lib/facts.ts'
import { access, disclosing, exactly, isWrite, type Entry } from './entry.ts'
import { isLogin, loginFacts, tokenFacts } from './login-facts.ts'

/** Everything below `auth/`: logins, tokens, and the roles and users that say who may log in as what. */
export function authFacts(entry: Entry): Fact[] {
  if (isLogin(entry.path)) return loginFacts(entry)
  if (/^auth\/token\/create(?:-orphan|\/.+)?$/u.test(entry.path)) return tokenFacts(entry)
  if (entry.path.startsWith('auth/token/revoke')) return revokeFacts(entry)
  if (/^auth\/.+\/role\/[^/]+\/secret-id$/u.test(entry.path) && isWrite(entry.operation)) return [secretId(entry)]
  return roleFacts(entry)
}

/** An AppRole secret id is half of a login, given out to whoever asks for it. */
function secretId(entry: Entry): Fact {
  return disclosing(entry, exactly(entry, entry.path), 'issue')
}

/** A token ended early. `revoke-self` ends the caller's; `revoke` names another by its hash; by accessor no token is named. */
function revokeFacts(entry: Entry): Fact[] {
  const { cluster, record } = entry
  if (entry.outcome !== 'success') return []
  if (entry.path === 'auth/token/revoke-self') {
    return entry.credential === undefined ? [] : [{ fact: 'identity', identity: entry.actor, change: 'credential-disabled', other: entry.credential, actor: entry.actor }]
  }
  const token = record.request?.data?.token
  if (token === undefined || token === 'clear') return []
  const identity = { uri: `vault:${cluster}:token:${token}`, form: 'vault-token' as const, kind: 'unknown' as const, displayName: 'unknown token' }
  return [{ fact: 'identity', identity, change: 'credential-disabled', other: `vault-token:${cluster}:${token}`, actor: entry.actor }]
}

function roleFacts(entry: Entry): Fact[] {
  const found = /^auth\/(.+?)\/(?:roles?|users|groups|certs|map\/[^/]+|config)(?:\/([^/]+))?(?:\/.*)?$/u.exec(entry.path)
  if (found === null || !(isWrite(entry.operation) || entry.operation === 'delete')) return []
  const principals = found[2] === undefined ? [] : [`vault:${entry.cluster}:${entry.namespace}${found[1]}:${found[2]}`]
  const change = entry.operation === 'delete' ? 'revoked' : entry.operation === 'create' ? 'granted' : 'changed'
  return [{ fact: 'grant', on: `${entry.scope}${entry.path}`, change, principals, actor: entry.actor, outcome: entry.outcome }]
}

/** Entities and groups. Ids in a body are hashed, so only what the path names is told; a merge names neither side. */
export function identityFacts(entry: Entry): Fact[] {
  const writes = isWrite(entry.operation)
  if (/^identity\/group(?:$|\/|-alias)/u.test(entry.path) && (writes || entry.operation === 'delete')) {
    const change = entry.operation === 'delete' ? 'revoked' : 'changed'
    return [{ fact: 'grant', on: `${entry.scope}${entry.path}`, change, principals: [], actor: entry.actor, outcome: entry.outcome }]
  }
  return entry.outcome === 'success' ? [...mergeFacts(entry), ...entityFacts(entry)] : []
}

function entityFacts(entry: Entry): Fact[] {
  const id = /^identity\/entity\/id\/([^/]+)$/u.exec(entry.path)?.[1]
  const disabled = entry.record.request?.data?.disabled
  if (id === undefined) return []
  const identity = entity(entry, id)
  if (entry.operation === 'delete') return [{ fact: 'identity', identity, change: 'deleted', actor: entry.actor }]
  if (!isWrite(entry.operation) || disabled === undefined) return []
  return [{ fact: 'identity', identity, change: disabled ? 'disabled' : 'enabled', actor: entry.actor }]
}

function mergeFacts(entry: Entry): Fact[] {
  const asked = entry.record.request?.data
  const kept = asked?.to_entity_id
  if (entry.path !== 'identity/entity/merge' || kept === undefined) return []
  return (asked?.from_entity_ids ?? []).flatMap((id) =>
    id === undefined ? [] : [{ fact: 'identity' as const, identity: entity(entry, id), change: 'merged' as const, other: entity(entry, kept).uri, actor: entry.actor }],
  )
}

function entity(entry: Entry, id: string) {
  return { uri: `vault:${entry.cluster}:entity:${id}`, form: 'exact' as const, kind: 'unknown' as const, displayName: id }
}

/** `identity/oidc/token/<role>` gives a signed token out. */
export function identityTokenFacts(entry: Entry): Fact[] {
  if (!/^identity\/oidc\/token\/[^/]+$/u.test(entry.path) || entry.operation !== 'read') return []
  return [access(entry, { target: exactly(entry, entry.path), action: 'issue', disclosed: entry.record.response?.data ? 'yes' : 'no' })]
}
