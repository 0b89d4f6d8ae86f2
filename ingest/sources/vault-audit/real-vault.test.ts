import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { AccessFact, IdentityReference, SecretReference, SessionFact } from '#lib/facts.ts'
import { resolveVaultPath } from '#lib/names/vault-path.ts'
import { readValue } from '../read.ts'
import type { EventReading, Reading } from '../source.ts'
import { vaultAudit } from './index.ts'

/**
 * A real Vault's log against what its driver says it did. The log is not part of this repository: without it the test is skipped, and its
 * title says so. What is folded here is what the pipeline folds: one event per key, and names resolved by what all copies prove.
 */
const folder = new URL('../../../../shared/logs/vault-audit/real-1.8.0-dev/', import.meta.url).pathname
const present = existsSync(`${folder}GROUND-TRUTH.json`)
const devices = ['audit.log', 'audit-raw.log.gz', 'socket-capture.log', 'audit-prefix.log.1.gz', 'audit-prefix.log', 'audit-accessor.log.gz', 'audit-temp.log']
const title = present ? 'a real Vault 1.8' : `a real Vault 1.8: SKIPPED, its log is not at ../shared/logs/vault-audit/real-1.8.0-dev`

type Told = { identity: string; entity_id?: string | null; mount: string; secret_path: string; version?: number | null; version_created?: number | null; http_status: number; count: number }
type Truth = {
  identities: Record<string, { entity_id: string | null; logins: { entity_id: string }[] }>
  value_reads: Told[]
  wrapped_reads: Told[]
  denied_reads: Told[]
  writes: Told[]
  other_secret_operations: (Told & { op: string })[]
  other_disclosures_and_credentials: { op: string; identity: string; path: string; http_status: number; value_disclosed: boolean; unwrapped_secret: string | null; count: number }[]
}
type Row = AccessFact & { id: string; who: string; secret: string }

function text(name: string): string {
  const bytes = readFileSync(`${folder}${name}`)
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

function readingsOf(name: string): Reading[] {
  const feed = { name: 'any', source: 'vault-audit', cluster: 'c' }
  return text(name).split('\n').flatMap((line) => {
    const start = line.indexOf('{')
    return start < 0 ? [] : readValue(vaultAudit, JSON.parse(line.slice(start)), feed)
  })
}

function fold(readings: Reading[]): { rows: Row[]; sessions: Map<string, SessionFact> } {
  const events = new Map<string, EventReading>()
  const sessions = new Map<string, SessionFact>()
  const mounts = new Map<string, string>()
  const wraps = new Map<string, string>()
  for (const reading of readings.filter((one) => one.kind === 'event')) {
    const had = events.get(reading.key)
    if (had === undefined || reading.rank < had.rank) events.set(reading.key, reading)
    for (const fact of reading.facts) {
      if (fact.fact === 'session') sessions.set(fact.credential, fact)
      if (fact.fact === 'naming' && fact.scope === 'vault-mount') mounts.set(fact.name, fact.means)
      if (fact.fact === 'naming' && fact.scope === 'vault-wrap') wraps.set(fact.name, fact.means)
    }
  }
  const secret = ({ form, uri }: SecretReference): string => {
    if (form === 'vault-wrap') return resolveVaultPath(wraps.get(uri.replace('vault://c/wrap/', 'c:')) ?? uri, mounts)
    return form === 'vault-path' ? resolveVaultPath(uri, mounts) : uri
  }
  const who = ({ form, uri }: IdentityReference): string =>
    form === 'vault-token' ? (sessions.get(uri.replace('vault:c:token:', 'vault-token:c:'))?.identity.uri ?? 'nobody') : uri
  const rows = [...events.values()].flatMap((event) =>
    event.facts.filter((fact) => fact.fact === 'access').map((fact) => ({
      ...fact, id: event.nativeId, who: who(fact.actor).replace('vault:c:', ''), secret: secret(fact.target).replace('vault://c/', ''),
    })),
  )
  return { rows, sessions }
}

function counted<One>(list: One[], key: (one: One) => string | undefined, count: (one: One) => number = () => 1): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const one of list) {
    const name = key(one)
    if (name !== undefined) sums[name] = (sums[name] ?? 0) + count(one)
  }
  return Object.fromEntries(Object.entries(sums).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const countOf = (told: { count: number }) => told.count

describe.skipIf(!present)(title, () => {
  const truth = present ? (JSON.parse(text('GROUND-TRUTH.json')) as Truth) : (undefined as never)
  const { rows, sessions } = present ? fold(readingsOf('audit.log')) : { rows: [], sessions: new Map() }
  const kvMounts = present ? [...new Set([...truth.value_reads, ...truth.writes].map((told) => told.mount))] : []
  const onKv = rows.filter((row) => kvMounts.some((mount) => row.secret.startsWith(mount)) && row.precision === 'exact')

  /** The identity a record can prove: the entity, root, else only the display name that the token's maker chose. */
  function provable(identity: string, entityId?: string | null): string {
    const id = entityId ?? truth.identities[identity]?.entity_id
    const unproven: Record<string, string> = { 'meta-spoofer': 'token-root', 'mallory-orphan': 'token-helper2', 'no-token': 'anonymous' }
    if (id) return `entity:${id}`
    if (identity === 'invalid-token') return 'nobody'
    return ['root', 'second-root', 'generated-root'].includes(identity) ? 'root' : `unproven:${unproven[identity] ?? `token-${identity}`}`
  }

  test('every disclosure of a key-value secret, by identity, secret and version', () => {
    const disclosed = onKv.filter((row) => row.action === 'read' && row.disclosed === 'yes' && row.target.form !== 'vault-wrap')
    const ours = counted(disclosed, (row) => `${row.who} ${row.secret} ${row.version !== undefined && 'ref' in row.version ? row.version.ref : ''}`)
    expect(ours).toEqual(counted(truth.value_reads, (told) => `${provable(told.identity, told.entity_id)} ${told.mount}${told.secret_path} ${told.version ?? ''}`, countOf))
    expect(disclosed).toHaveLength(441)
  })

  test('every denied read, by identity, secret and code', () => {
    const denied = onKv.filter((row) => row.action === 'read' && row.outcome === 'denied')
    // carol's entity was deleted later and made anew; mallory's child token carries mallory's entity
    const ofTruth = { carol: '1032ad76-b7cf-b2a4-e76e-239c260a50ab', 'mallory-child': truth.identities['mallory']?.entity_id } as Record<string, string>
    expect(counted(denied, (row) => `${row.who} ${row.secret} ${row.code}`)).toEqual(
      counted(truth.denied_reads, (told) => `${provable(told.identity, ofTruth[told.identity])} ${told.mount}${told.secret_path} ${told.http_status}`, countOf),
    )
  })

  test('wrapped reads disclose nothing, their unwrapping does', () => {
    const wrapped = onKv.filter((row) => row.action === 'read' && row.outcome === 'success' && row.disclosed === 'no')
    expect(counted(wrapped, (row) => row.secret)).toEqual(counted(truth.wrapped_reads, (told) => `${told.mount}${told.secret_path}`, countOf))
    const unwrapped = rows.filter((row) => row.target.form === 'vault-wrap' && row.disclosed === 'yes')
    const opened = truth.other_disclosures_and_credentials.filter((told) => told.op === 'wrap.unwrap' && told.http_status === 200)
    expect(counted(unwrapped, (row) => row.secret)).toEqual(counted(opened, (told) => told.unwrapped_secret?.replace('/data/', '/'), countOf))
  })

  test('writes with the version they made', () => {
    const written = onKv.filter((row) => row.action === 'write' && row.outcome === 'success')
    const values = written.filter((row) => row.secret !== 'secret/app/config' || row.version !== undefined)
    expect(counted(values, (row) => `${row.secret} ${row.version !== undefined && 'ref' in row.version ? row.version.ref : ''}`)).toEqual(
      counted(truth.writes, (told) => `${told.mount}${told.secret_path} ${told.version_created ?? ''}`, countOf),
    )
    expect(written.length - values.length).toBe(1) // a write of metadata
  })

  test('lists, metadata, deletions, restorations', () => {
    const names: Record<string, string> = { read_metadata: 'describe', write_metadata: '', undelete_versions: 'restore', destroy_versions: 'destroy', delete_metadata: 'destroy', delete_latest: 'delete', delete_versions: 'delete', list: 'list' }
    const ours = rows.filter((row) => ['list', 'describe', 'delete', 'restore', 'destroy'].includes(row.action) && row.code !== '405' && row.secret !== 'kv-leaky/*')
    const head = (row: Row) => row.action === 'describe' && row.outcome === 'denied'
    expect(counted(ours.filter((row) => !head(row)), (row) => `${row.action} ${row.secret.replace(/\*$/u, '')} ${row.code ?? 'ok'}`)).toEqual(
      counted(truth.other_secret_operations, (told) => {
        const action = names[told.op.replace('secret.', '')]
        return action ? `${action} ${told.mount}${told.secret_path} ${told.http_status >= 400 ? told.http_status : 'ok'}` : undefined
      }, countOf),
    )
  })

  test('dynamic and static credentials, decrypts, one-time codes', () => {
    const key = (path: string) => path.replace(/^transit\/.*\//u, 'transit/keys/').replace(/^totp\/code\//u, 'totp/keys/')
    const ops = ['dynamic.creds', 'dynamic.static_creds', 'transit.decrypt', 'transit.datakey', 'pki.issue', 'ssh.creds', 'totp.code']
    const told = truth.other_disclosures_and_credentials.filter((one) => ops.includes(one.op))
    const engines = rows.filter((row) => ['read', 'issue', 'decrypt'].includes(row.action) && /^(?:database|transit|pki|ssh|totp)\//u.test(row.secret))
    expect(counted(engines, (row) => `${row.secret} ${row.disclosed} ${row.outcome === 'denied' ? row.code : 200}`)).toEqual(
      counted(told, (one) => `${key(one.path)} ${one.value_disclosed ? 'yes' : 'no'} ${one.http_status}`, countOf),
    )
  })

  test('every login that worked is a session', () => {
    const logins = [...sessions.values()].filter((session) => session.method !== 'token')
    const told = truth.other_disclosures_and_credentials.filter((one) => one.op === 'auth.login' && one.http_status === 200)
    expect(logins).toHaveLength(told.reduce((sum, one) => sum + one.count, 0))
  })

  test('all devices together say what one complete device says', () => {
    const told = (list: Row[]) => counted(list, (row) => JSON.stringify([row.id, row.who, row.secret, row.action, row.outcome, row.code, row.disclosed, row.version, row.place]))
    const all = devices.flatMap(readingsOf)
    expect(told(fold(all).rows)).toEqual(told(rows))
    expect(told(fold(all.reverse()).rows)).toEqual(told(rows))
  })

  test('no value, token or key gets past the source, from the raw device either', () => {
    const { needles } = JSON.parse(text('PLAINTEXT-NEEDLES.json.gz')) as { needles: Record<string, unknown[]> }
    for (const device of devices) {
      const readings = readingsOf(device)
      const said = JSON.stringify(readings)
      expect(Object.values(needles).flat().filter((needle) => said.includes(String(needle)))).toEqual([])
      const flagged = readings.filter((reading) => reading.kind === 'event' && reading.flags?.includes('log_raw_value'))
      expect(flagged.length > 0).toBe(device === 'audit-raw.log.gz')
      expect(readings.filter((reading) => reading.kind === 'rejected')).toEqual([])
    }
  })
})
