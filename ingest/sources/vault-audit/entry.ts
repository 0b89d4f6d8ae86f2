import type { AccessFact, IdentityReference, Outcome, Place, SecretReference } from '#lib/facts.ts'
import type { Feed } from '../source.ts'
import { identify, requester } from './identify.ts'
import { outcomeOf } from './outcome-of.ts'
import type { VaultRecord } from './schema.ts'

/** A response line, with what every kind of it needs already worked out. */
export type Entry = {
  record: VaultRecord
  cluster: string
  path: string
  operation: string
  occurredAt: string
  /** `vault://<cluster>/[<namespace>/]`: what stands before a logged path in a name. */
  scope: string
  /** The namespace's path with its slash, or nothing. */
  namespace: string
  /** The mount's path without its slash; before Vault 1.13 no record says it. */
  mount?: string
  /** `mount_type`, absent in old logs and where nothing is mounted. */
  engine?: string
  actor: IdentityReference
  credential?: string
  outcome: Outcome
  code?: string
  place: Place
  userAgent?: string
}

export function readEntry(record: VaultRecord, path: string, occurredAt: string, feed: Feed): Entry {
  const { request } = record
  const { cluster } = feed
  const namespace = withSlash(request?.namespace?.path ?? '')
  const agent = (request?.headers?.['user-agent'] ?? request?.headers?.['User-Agent'])?.[0]
  const token = request?.client_token ?? record.auth?.client_token
  return {
    record,
    cluster,
    path,
    operation: request?.operation ?? '',
    occurredAt,
    scope: `vault://${cluster}/${namespace}`,
    namespace,
    mount: mountOf(path, namespace, request?.mount_point ?? ''),
    engine: request?.mount_type || undefined,
    actor: record.auth === undefined || record.auth === null ? requester(undefined, token, cluster) : identify(record.auth, token, cluster),
    credential: token === undefined || token === 'clear' ? undefined : `vault-token:${cluster}:${token}`,
    ...outcomeOf(record.error ?? '', token !== undefined),
    place: { cluster, namespace: namespace.replace(/\/$/u, '') || undefined, ip: request?.remote_address },
    userAgent: agent?.startsWith('hmac-sha256:') ? undefined : agent,
  }
}

function withSlash(path: string): string {
  return path === '' || path.endsWith('/') ? path : `${path}/`
}

/** `mount_point` carries the namespace in some versions, the path never does. */
function mountOf(path: string, namespace: string, mountPoint: string): string | undefined {
  if (mountPoint.length < 2 || !mountPoint.endsWith('/')) return undefined
  const bare = !path.startsWith(mountPoint) && mountPoint.startsWith(namespace) ? mountPoint.slice(namespace.length) : mountPoint
  return bare.length > 1 && path.startsWith(bare) ? bare.slice(0, -1) : undefined
}

export function exactly(entry: Entry, path: string): SecretReference {
  return { store: 'vault', uri: `${entry.scope}${path}`, form: 'exact' }
}

type Doing = Pick<AccessFact, 'target' | 'action' | 'disclosed'> & Partial<Pick<AccessFact, 'precision' | 'outcome' | 'code' | 'version'>>

/** An access by whoever sent the request; what failed gave nothing out. */
export function access(entry: Entry, doing: Doing): AccessFact {
  const outcome = doing.outcome ?? entry.outcome
  return {
    fact: 'access',
    precision: 'exact',
    actor: entry.actor,
    code: entry.code,
    place: entry.place,
    userAgent: entry.userAgent,
    credential: entry.credential,
    ...doing,
    outcome,
    disclosed: outcome === 'success' ? doing.disclosed : 'no',
  }
}

/** An answer with a value in it, an answer without, or none at all: nothing there. */
export function disclosing(entry: Entry, target: SecretReference, action: AccessFact['action']): AccessFact {
  const { response } = entry.record
  if (entry.outcome === 'success' && !response?.wrap_info && !response?.data && !response?.auth) {
    return access(entry, { target, action, outcome: 'error', code: '404', disclosed: 'no' })
  }
  return access(entry, { target, action, disclosed: response?.wrap_info ? 'no' : 'yes' })
}

export function isWrite(operation: string): boolean {
  return operation === 'create' || operation === 'update' || operation === 'patch'
}
