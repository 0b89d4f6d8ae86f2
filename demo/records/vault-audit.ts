import { createHash } from 'node:crypto'
import type { Random } from '../random.ts'
import type { Scene } from '../scene.ts'
import { nanoTime } from './gcp-audit.ts'

/** What a login gave: all later requests of one session share it. */
export type VaultSession = {
  token: string
  accessor: string
  displayName: string
  policies: string[]
  metadata: Record<string, string>
  entity: string
  issuedAt: number
  ip: string
}

export type VaultLogin = { method: 'kubernetes' | 'jwt' | 'oidc' | 'approle'; role: string; displayName: string; metadata: Record<string, string>; ip: string }

const mounts: Record<string, { type: string; class: 'secret' | 'auth' }> = {
  'secret/': { type: 'kv', class: 'secret' },
  'legacy/': { type: 'kv', class: 'secret' },
  'database/': { type: 'database', class: 'secret' },
  'transit/': { type: 'transit', class: 'secret' },
  'sys/': { type: 'system', class: 'secret' },
  'identity/': { type: 'identity', class: 'secret' },
  'auth/kubernetes/': { type: 'kubernetes', class: 'auth' },
  'auth/jwt/': { type: 'jwt', class: 'auth' },
  'auth/oidc/': { type: 'oidc', class: 'auth' },
  'auth/approle/': { type: 'approle', class: 'auth' },
  'auth/token/': { type: 'token', class: 'auth' },
}

const salted = new Map<string, string>()

/** What the audit device writes instead of a string: stable, so equal values have equal hashes. */
export function hmac(value: string): string {
  const known = salted.get(value)
  if (known) return known
  const hash = `hmac-sha256:${createHash('sha256').update(`demo salt ${value}`).digest('hex')}`
  salted.set(value, hash)
  return hash
}

function freshHmac(random: Random): string {
  return `hmac-sha256:${random.hex(64)}`
}

function uuidOf(random: Random, name: string): string {
  return random.fixed(name).uuid()
}

export function vaultEntity(random: Random, login: Pick<VaultLogin, 'method' | 'role' | 'displayName'>): string {
  return uuidOf(random, `entity ${login.method} ${login.displayName}`)
}

function mountParts(random: Random, mount: string): object {
  const known = mounts[mount] ?? { type: 'kv', class: 'secret' }
  return {
    mount_point: mount,
    mount_type: known.type,
    mount_accessor: `${known.class === 'auth' ? 'auth_' : ''}${known.type}_${uuidOf(random, `mount ${mount}`).slice(0, 8)}`,
    mount_class: known.class,
  }
}

function authOf(session: VaultSession, allowed: boolean): object {
  const policy = session.policies.at(-1) ?? 'default'
  return {
    client_token: session.token,
    accessor: session.accessor,
    display_name: session.displayName,
    policies: session.policies,
    token_policies: session.policies,
    policy_results: allowed ? { allowed, granting_policies: [{ name: policy, namespace_id: 'root', type: 'acl' }] } : { allowed },
    metadata: session.metadata,
    entity_id: session.entity,
    token_type: 'service',
    token_ttl: 14_400,
    token_issue_time: new Date(session.issuedAt).toISOString().replace('.000Z', 'Z'),
  }
}

export type VaultRequest = {
  mount: string
  /** Below the mount. */
  path: string
  operation: 'read' | 'update' | 'create' | 'delete' | 'list' | 'patch'
  /** Strings as the audit device writes them (see `hmac`). */
  data?: object
  responseData?: object
  responseParts?: object
  error?: string
  wrapTtlSeconds?: number
  /** Something other than a secret was asked for. */
  uncounted?: boolean
}

/** Two lines: the request before it runs, the response after. */
export function logVaultRequest(scene: Scene, at: number, session: VaultSession, call: VaultRequest): void {
  const { random, logs } = scene
  const allowed = !call.error?.includes('permission denied')
  const mounted = mountParts(random, call.mount)
  const request = {
    id: random.uuid(),
    client_id: session.entity,
    operation: call.operation,
    ...mounted,
    client_token: session.token,
    client_token_accessor: session.accessor,
    namespace: { id: 'root' },
    path: `${call.mount}${call.path}`,
    ...(call.data && { data: call.data }),
    remote_address: session.ip,
    remote_port: random.int(32_768, 60_999),
    ...(call.wrapTtlSeconds && { wrap_ttl: call.wrapTtlSeconds }),
  }
  const auth = authOf(session, allowed)
  const failure = call.error && { error: call.error }
  const body = { ...mounted, ...(call.responseData && { data: call.responseData }), ...call.responseParts }
  logs.vault(at, { time: nanoTime(random, at), type: 'request', auth, request, ...failure })
  const answered = at + random.int(2, 9)
  logs.vault(answered, { time: nanoTime(random, answered), type: 'response', auth, request, ...(call.error ? failure : { response: body }) })
  if (!call.uncounted) logs.count(answered)
}

/** A token whose login is not in the log, because it is older. */
export function vaultSession(random: Random, at: number, login: VaultLogin): VaultSession {
  return {
    token: freshHmac(random),
    accessor: freshHmac(random),
    displayName: login.displayName,
    policies: ['default', login.role],
    metadata: login.metadata,
    entity: vaultEntity(random, login),
    issuedAt: at,
    ip: login.ip,
  }
}

export function logVaultLogin(scene: Scene, at: number, login: VaultLogin): VaultSession {
  const { random, logs } = scene
  const session = vaultSession(random, at, login)
  const mount = `auth/${login.method}/`
  const mounted = mountParts(random, mount)
  const data = login.method === 'approle' ? { role_id: hmac(login.role), secret_id: freshHmac(random) } : { jwt: freshHmac(random), role: hmac(login.role) }
  const request = {
    id: random.uuid(),
    operation: 'update',
    ...mounted,
    namespace: { id: 'root' },
    path: login.method === 'oidc' ? `${mount}oidc/callback` : `${mount}login`,
    data,
    remote_address: login.ip,
    remote_port: random.int(32_768, 60_999),
  }
  const { policy_results: _results, token_issue_time: _issued, ...auth } = authOf(session, true) as Record<string, unknown>
  logs.vault(at, { time: nanoTime(random, at), type: 'request', auth: { token_type: 'default', policy_results: { allowed: true } }, request })
  const answered = at + random.int(3, 20)
  logs.vault(answered, { time: nanoTime(random, answered), type: 'response', auth, request, response: { ...mounted, auth } })
  return session
}

export const vaultDenial = '1 error occurred:\n\t* permission denied\n\n'

/** A KV v2 answer carries the version as a number, in clear; a KV v1 answer has none; a destroyed version answers with a status inside its data. */
export function readVault(scene: Scene, at: number, session: VaultSession, mount: 'secret' | 'legacy', path: string, options: { version?: number; denied?: boolean; gone?: boolean } = {}): void {
  const key = `vault:${mount}/${path}`
  const version = options.version ?? Number(scene.versions.at(key, at))
  const value = { username: hmac(`${key} user`), password: hmac(`${key} password ${version}`) }
  const metadata = { created_time: hmac(`${key} created ${version}`), custom_metadata: null, deletion_time: hmac(''), destroyed: false, version }
  const missing = { http_content_type: hmac('application/json'), http_raw_body: hmac(`${key} gone ${version}`), http_status_code: 404 }
  const answer = options.gone ? missing : mount === 'legacy' ? value : { data: value, metadata }
  logVaultRequest(scene, at, session, {
    mount: `${mount}/`,
    path: mount === 'legacy' ? path : `data/${path}`,
    operation: 'read',
    ...(options.version !== undefined && { data: { version: hmac(`version ${options.version}`) } }),
    ...(options.denied ? { error: vaultDenial } : { responseData: answer }),
  })
}

/** A write of KV v2 answers with the new version's number. */
export function writeVault(scene: Scene, at: number, session: VaultSession, mount: 'secret' | 'legacy', path: string, version: number): void {
  const key = `vault:${mount}/${path}`
  const value = { username: hmac(`${key} user`), password: hmac(`${key} password ${version}`) }
  const metadata = { created_time: hmac(`${key} created ${version}`), custom_metadata: null, deletion_time: hmac(''), destroyed: false, version }
  logVaultRequest(scene, at, session, {
    mount: `${mount}/`,
    path: mount === 'legacy' ? path : `data/${path}`,
    operation: 'update',
    data: mount === 'legacy' ? value : { data: value, options: {} },
    ...(mount === 'secret' && { responseData: metadata }),
  })
}

/** A credential made for this caller alone; the lease is its version. */
export function issueCredential(scene: Scene, at: number, session: VaultSession, role: string): string {
  const lease = `database/${role}/${scene.random.key(24)}`
  logVaultRequest(scene, at, session, {
    mount: 'database/',
    path: role,
    operation: 'read',
    responseParts: { secret: { lease_id: lease } },
    responseData: { username: hmac(lease), password: hmac(`${lease} password`) },
  })
  return lease
}

export function renewLease(scene: Scene, at: number, session: VaultSession, lease: string): void {
  logVaultRequest(scene, at, session, {
    mount: 'sys/',
    path: 'leases/renew',
    operation: 'update',
    data: { lease_id: hmac(lease), increment: 3600 },
    responseParts: { secret: { lease_id: lease } },
  })
}
