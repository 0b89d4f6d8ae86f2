import type { Action, Fact, GrantFact, LoggingFact, SecretReference } from '#lib/facts.ts'
import { access, disclosing, exactly, isWrite, type Entry } from './entry.ts'
import { isUnwrap, unwrapFacts, wrapNaming } from './wrapping-facts.ts'

/** Everything below `sys/`. Preflights of the command line and the web interface (`sys/internal/ui/`) say nothing about secrets. */
export function systemFacts(entry: Entry): Fact[] {
  if (isUnwrap(entry)) return unwrapFacts(entry)
  if (entry.path.startsWith('sys/wrapping/')) return wrapNaming(entry)
  if (entry.operation === 'read') return storageFacts(entry)
  const changes = isWrite(entry.operation) || entry.operation === 'delete'
  if (!changes) return []
  return [...leaseFacts(entry), ...grantFacts(entry), ...loggingFacts(entry), ...mountFacts(entry)]
}

/** Below the secrets engines: one stored entry, or a snapshot of all (still encrypted by the seal). */
function storageFacts(entry: Entry): Fact[] {
  if (entry.path.startsWith('sys/raw/')) return [disclosing(entry, exactly(entry, entry.path), 'read')]
  if (!/^sys\/storage\/raft\/snapshot(?:-auto\/snapshot\/.+)?$/u.test(entry.path)) return []
  return [access(entry, { target: exactly(entry, '*'), precision: 'candidate', action: 'read', disclosed: 'possible' })]
}

/** A lease's id is the path of its role and a random tail; in a request's body it is hashed, so a revocation by body names nothing. */
function leaseFacts(entry: Entry): Fact[] {
  const found = /^sys\/(?:leases\/)?(renew|revoke|revoke-prefix|revoke-force)(?:\/(.+))?$/u.exec(entry.path)
  if (found === null) return []
  const action: Action = found[1] === 'renew' ? 'renew' : 'revoke'
  const byPrefix = found[1] === 'revoke-prefix' || found[1] === 'revoke-force'
  if (byPrefix) return found[2] === undefined ? [] : [access(entry, { ...prefixTarget(entry, found[2].replace(/\/+$/u, '')), action, disclosed: 'no' })]
  const lease = found[2] ?? entry.record.response?.secret?.lease_id
  const role = lease?.slice(0, lease.lastIndexOf('/'))
  return role ? [access(entry, { target: exactly(entry, role), action, disclosed: 'no' })] : []
}

function prefixTarget(entry: Entry, prefix: string): { target: SecretReference; precision: 'exact' | 'candidate' } {
  return /\/(?:creds|sts|issue|token|key)\/[^/]+$/u.test(prefix)
    ? { target: exactly(entry, prefix), precision: 'exact' }
    : { target: exactly(entry, `${prefix}/*`), precision: 'candidate' }
}

/** Policies, ways to log in, and a new root token: who may read was changed. A policy's text is hashed. */
function grantFacts(entry: Entry): GrantFact[] {
  const granted = (change: GrantFact['change'], principals: string[] = []): GrantFact[] => [
    { fact: 'grant', on: `${entry.scope}${entry.path}`, change, principals, actor: entry.actor, outcome: entry.outcome },
  ]
  if (/^sys\/(?:policy|policies\/(?:acl|rgp|egp))\/./u.test(entry.path)) return granted(entry.operation === 'delete' ? 'revoked' : 'changed')
  if (/^sys\/auth\/.+\/tune$/u.test(entry.path)) return granted('changed')
  if (/^sys\/auth\/./u.test(entry.path)) return granted(entry.operation === 'delete' ? 'revoked' : 'granted')
  if (/^sys\/generate-root\/(?:attempt|update)$/u.test(entry.path)) {
    return granted(entry.record.response?.data?.complete ? 'granted' : 'changed', [`vault:${entry.cluster}:root`])
  }
  return []
}

function loggingFacts(entry: Entry): LoggingFact[] {
  const { data } = entry.record.request ?? {}
  const logged = (on: string, change: LoggingFact['change']): LoggingFact[] => [{ fact: 'logging', on: `${entry.scope}${on}`, change, actor: entry.actor, outcome: entry.outcome }]
  if (/^sys\/audit\/./u.test(entry.path)) return logged(entry.path, entry.operation === 'delete' ? 'stopped' : 'started')
  if (entry.path.startsWith('sys/config/auditing/')) return logged('sys/config/auditing', 'changed')
  const tuned = /^sys\/mounts\/(.+?)(?:\/tune)?$/u.exec(entry.path)?.[1]
  return tuned !== undefined && (data?.audit_non_hmac_request_keys || data?.audit_non_hmac_response_keys) ? logged(`${tuned}/`, 'values-in-log') : []
}

/** An engine mounted, unmounted (which destroys all it holds), tuned or moved; both ends of a move are hashed. */
function mountFacts(entry: Entry): Fact[] {
  if (entry.path === 'sys/remount') return [onMount(entry, '*', 'write')]
  const found = /^sys\/mounts\/(.+?)(\/tune)?$/u.exec(entry.path)
  if (found?.[1] === undefined) return []
  const action: Action = found[2] !== undefined ? 'write' : entry.operation === 'delete' ? 'destroy' : 'enable'
  return [onMount(entry, `${found[1]}/*`, action), ...(action === 'enable' ? engineNaming(entry, found[1]) : [])]
}

function onMount(entry: Entry, path: string, action: Action): Fact {
  return access(entry, { target: exactly(entry, path), precision: 'candidate', action, disclosed: 'no' })
}

/** The engine's type is hashed unless an operator chose to have it in clear. */
function engineNaming(entry: Entry, mount: string): Fact[] {
  const asked = entry.record.request?.data
  if (asked?.type === undefined || entry.outcome !== 'success') return []
  const kv = asked.options?.version === '2' ? 'kv2' : 'kv1'
  return [{ fact: 'naming', scope: 'vault-mount', name: `${entry.scope}${mount}/`, means: asked.type === 'kv' || asked.type === 'generic' ? kv : asked.type }]
}
