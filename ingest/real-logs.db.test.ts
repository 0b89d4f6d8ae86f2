import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { DumpRow } from './dump/dump-graph.ts'
import { dumpDifference, openGraph, type Graph } from './graph-fixture.ts'

/**
 * Real servers' logs through the whole pipeline, and the dump of the graph against what their drivers say they did. The logs are not part
 * of this repository: without them the tests are skipped, and their titles say so.
 */
const logs = new URL('../../shared/logs/', import.meta.url).pathname
const apiserver = `${logs}k8s-audit/real-apiserver-v1.34.9/`
const vault = `${logs}vault-audit/real-1.8.0-dev/`
const titled = (title: string, folder: string) => (existsSync(`${folder}GROUND-TRUTH.json`) ? title : `${title}: SKIPPED, ../shared/logs does not have it`)

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

type Counts = Record<string, number>
type Edge = DumpRow & { secret: string; identity: string; action: string; outcome: string; disclosed: string; precision: string; count: number; versions: { ref: string | null; evidence: string; count: number }[] }

describe.skipIf(!existsSync(`${apiserver}GROUND-TRUTH.json`))(titled('a real kube-apiserver', apiserver), () => {
  type Truth = Record<'successful_gets_by_identity_and_secret' | 'successful_gets_impersonated' | 'denied_403_by_identity_and_verb' | 'lists_ok' | 'watches_ok' | 'writes_ok' | 'notfound_404_by_identity', Counts> & { unauthenticated_401: number }
  const runs = ['metadata', 'request', 'requestresponse']
  /** Not the driver: its own account lists them as expected background. */
  const background = new Set(['system:apiserver', 'system:kube-controller-manager', 'system:serviceaccount:kube-system:namespace-controller'])
  const truthOf = (run: string) => (JSON.parse(readFileSync(`${apiserver}GROUND-TRUTH.json`, 'utf8')) as { runs: Record<string, Truth> }).runs[run] as Truth
  let graph: Graph
  let edges: Edge[]

  beforeAll(async () => {
    graph = await openGraph()
    for (const run of runs) await graph.ingest({ paths: [`${apiserver}${run}.log.gz`], source: 'kubernetes-audit', feed: run })
    edges = edgesOf(await graph.dump())
  })
  afterAll(() => graph.drop())

  function counted(run: string, action: string[], outcome: string, name: (user: string, target: string, edge: Edge) => string): Counts {
    const mine = edges.filter((edge) => edge.identity.startsWith(`kubernetes:${run}:`) && action.includes(edge.action) && edge.outcome === outcome)
    const said = mine.map((edge) => ({ edge, user: edge.identity.replace(`kubernetes:${run}:`, ''), target: edge.secret.replace(`kubernetes://${run}/`, '') })).filter(({ user }) => !background.has(user))
    return sum(...said.map(({ edge, user, target }) => ({ [name(user, target === '*' ? '*ALL*' : target.replace(/\/\*$/, ''), edge)]: edge.count })))
  }
  const userAndTarget = (user: string, target: string) => `${user} | ${target}`
  /** The graph's edges name who really called; on whose behalf is a detail of the event. */
  const real = (counts: Counts) => sum(...Object.entries(counts).map(([key, value]) => ({ [key.replace(/^(.*?) as [^|]*( \| |$)/, '$1$2')]: value })))

  test.each(runs)('%s: reads, lists, watches per identity and secret', (run) => {
    const truth = truthOf(run)
    const split = (named: boolean) => Object.fromEntries(Object.entries(truth.lists_ok).filter(([key]) => /\/[^*]/.test(key) === named))
    expect(counted(run, ['read'], 'success', userAndTarget)).toEqual(real(sum(truth.successful_gets_by_identity_and_secret, truth.successful_gets_impersonated, split(true))))
    expect(counted(run, ['list'], 'success', userAndTarget)).toEqual(real(split(false)))
    expect(counted(run, ['watch'], 'success', userAndTarget)).toEqual(real(truth.watches_ok))
  })

  test.each(runs)('%s: writers', (run) => {
    const generated = (key: string) => (run === 'requestresponse' ? key : key.replace(/ci\/gen-\w+$/, 'ci'))
    const wanted = Object.entries(truthOf(run).writes_ok).map(([key, value]) => ({ [generated(key).replace(/ (create|update|patch) /, ' write ').replace(/ deletecollection (.*)\/\*$/, ' delete $1')]: value }))
    expect(counted(run, ['write', 'delete'], 'success', (user, target, edge) => `${user} | ${edge.action} | ${target}`)).toEqual(real(sum(...wanted)))
  })

  test.each(runs)('%s: denials and failures per identity', (run) => {
    const truth = truthOf(run)
    const unseen = { alice: -1 } // a path with // names no resource
    const refused = sum(...Object.entries(truth.denied_403_by_identity_and_verb).map(([key, value]) => ({ [key.replace(/ (\||as) .*/, '')]: value })), unseen, { 'system:unauthenticated': truth.unauthenticated_401 })
    const all = ['read', 'list', 'watch', 'write', 'delete', 'describe', 'grant']
    expect(counted(run, all, 'denied', (user) => user)).toEqual(refused)
    const missing = sum(...Object.entries(truth.notfound_404_by_identity).map(([key, value]) => ({ [key.replace(/ \| .*/, '')]: value })))
    for (const [user, count] of Object.entries(missing)) expect(counted(run, all, 'error', (name) => name)[user], user).toBeGreaterThanOrEqual(count)
  })

  test('the same events by webhook add nothing', async () => {
    const before = await graph.dump()
    const paths = webhookBodies().map((body, at) => graph.write(`webhook/body-${at}.json`, body))
    expect(paths.length).toBeGreaterThan(60)
    await graph.ingest({ paths, source: 'kubernetes-audit', feed: 'webhook', cluster: 'metadata' })
    expect(dumpDifference(before, await graph.dump())).toEqual([])
  })

  /** Tar: 512-byte headers (name, octal size at 124), contents padded to 512. */
  function webhookBodies(): Buffer[] {
    const tar = gunzipSync(readFileSync(`${apiserver}webhook-bodies/metadata.tar.gz`))
    const bodies: Buffer[] = []
    for (let at = 0; at + 512 <= tar.length; ) {
      const size = Number.parseInt(tar.toString('utf8', at + 124, at + 135), 8) || 0
      if (/body-\d+\.json\0/.test(tar.toString('utf8', at, at + 100))) bodies.push(tar.subarray(at + 512, at + 512 + size))
      at += 512 + Math.ceil(size / 512) * 512
    }
    return bodies
  }
})

describe.skipIf(!existsSync(`${vault}GROUND-TRUTH.json`))(titled('a real Vault', vault), () => {
  type Told = { identity: string; entity_id?: string | null; mount: string; secret_path: string; version?: number | null; version_created?: number | null; count: number }
  type Truth = { identities: Record<string, { entity_id: string | null }>; entity_merge: { kept: string; merged_away: string }; value_reads: Told[]; wrapped_reads: Told[]; denied_reads: Told[]; writes: Told[]; other_secret_operations: (Told & { op: string; http_status: number })[]; other_disclosures_and_credentials: { op: string; http_status: number; unwrapped_secret: string | null; count: number }[] }
  const devices = ['audit-raw.log.gz', 'socket-capture.log', 'audit-prefix.log.1.gz', 'audit-prefix.log', 'audit-accessor.log.gz', 'audit-temp.log']
  let truth: Truth
  let graph: Graph
  let dump: DumpRow[]

  beforeAll(async () => {
    truth = JSON.parse(readFileSync(`${vault}GROUND-TRUTH.json`, 'utf8')) as Truth
    graph = await openGraph()
    await graph.ingest({ paths: [`${vault}audit.log`], source: 'vault-audit', feed: 'file', cluster: 'c' })
    dump = await graph.dump()
  })
  afterAll(() => graph.drop())

  const onKv = (action: string[], outcome: string) => edgesOf(dump).filter((edge) => action.includes(edge.action) && edge.outcome === outcome && edge.precision === 'exact' && [...truth.value_reads, ...truth.writes].some((told) => edge.secret.startsWith(`vault://c/${told.mount}`)))
  const secretOf = (edge: Edge) => edge.secret.replace('vault://c/', '')
  const whoOf = (edge: Edge) => edge.identity.replace('vault:c:', '')
  const counted = <One>(list: readonly One[], key: (one: One) => string, count: (one: One) => number) => sum(...list.map((one) => ({ [key(one)]: count(one) })))
  const told = (list: readonly Told[], key: (one: Told) => string) => counted(list, key, (one) => one.count)

  /** What a record can prove: the entity, root, else only the display name that the token's maker chose. */
  function provable(identity: string, entityId?: string | null): string {
    const id = entityId ?? truth.identities[identity]?.entity_id
    const unproven: Record<string, string> = { 'meta-spoofer': 'token-root', 'mallory-orphan': 'token-helper2', 'no-token': 'anonymous', 'invalid-token': 'unknown token' }
    if (id) return `entity:${id}`
    return ['root', 'second-root', 'generated-root'].includes(identity) ? 'root' : `unproven:${unproven[identity] ?? `token-${identity}`}`
  }

  test('every disclosure by identity, secret and version; an unwrapping discloses what was wrapped', () => {
    const disclosed = onKv(['read'], 'success').filter((edge) => edge.disclosed === 'yes')
    const versioned = disclosed.flatMap((edge) => edge.versions.map((version) => ({ edge, version })))
    const kv2 = truth.value_reads.filter((one) => one.version)
    expect(counted(versioned, ({ edge, version }) => `${whoOf(edge)} ${secretOf(edge)} ${version.ref} ${version.evidence}`, ({ version }) => version.count)).toEqual(told(kv2, (one) => `${provable(one.identity, one.entity_id)} ${one.mount}${one.secret_path} ${one.version} observed`))
    const opened = truth.other_disclosures_and_credentials.filter((one) => one.op === 'wrap.unwrap' && one.http_status === 200 && one.unwrapped_secret && !one.unwrapped_secret.startsWith('auth/'))
    expect(counted(disclosed, secretOf, (edge) => edge.count)).toEqual(sum(told(truth.value_reads, (one) => `${one.mount}${one.secret_path}`), ...opened.map((one) => ({ [(one.unwrapped_secret ?? '').replace('/data/', '/')]: one.count }))))
  })

  test('wrapped reads, denied reads, writers with the versions they made', () => {
    expect(counted(onKv(['read'], 'success').filter((edge) => edge.disclosed === 'no'), secretOf, (edge) => edge.count)).toEqual(told(truth.wrapped_reads, (one) => `${one.mount}${one.secret_path}`))
    const entities: Counts | Record<string, string> = { carol: '1032ad76-b7cf-b2a4-e76e-239c260a50ab', 'mallory-child': truth.identities['mallory']?.entity_id ?? '' }
    expect(counted(onKv(['read'], 'denied'), (edge) => `${whoOf(edge)} ${secretOf(edge)}`, (edge) => edge.count)).toEqual(told(truth.denied_reads, (one) => `${provable(one.identity, entities[one.identity] as string | undefined)} ${one.mount}${one.secret_path}`))
    const written = onKv(['write'], 'success').flatMap((edge) => edge.versions.map((version) => ({ edge, version })))
    const { kept, merged_away: merged } = truth.entity_merge // the log names who wrote by the name of then
    expect(counted(written, ({ edge, version }) => `${whoOf(edge).replace(merged, kept)} ${secretOf(edge)} ${version.ref}`, ({ version }) => version.count)).toEqual(told(truth.writes.filter((one) => one.version_created), (one) => `${provable(one.identity, one.entity_id)} ${one.mount}${one.secret_path} ${one.version_created}`))
  })

  test('lists per folder', () => {
    const lists = edgesOf(dump).filter((edge) => edge.action === 'list' && edge.outcome === 'success' && edge.secret !== 'vault://c/kv-leaky/*')
    expect(counted(lists, (edge) => secretOf(edge).replace(/\*$/, ''), (edge) => edge.count)).toEqual(told(truth.other_secret_operations.filter((one) => one.op === 'secret.list' && one.http_status < 400), (one) => `${one.mount}${one.secret_path}`))
  })

  test('the other audit devices of the same Vault, and the same files under other names, add nothing', async () => {
    for (const device of devices) await graph.ingest({ paths: [`${vault}${device}`], source: 'vault-audit', feed: device, cluster: 'c' })
    expect(dumpDifference(dump.map(timeless), (await graph.dump()).map(timeless))).toEqual([])
    expect(await graph.rows('SELECT * FROM event_conflict')).toEqual([])
    const all = await graph.dump()
    const copy = graph.write('copy.log', readFileSync(`${vault}audit.log`))
    const again = await graph.ingest({ paths: [copy], source: 'vault-audit', feed: 'file', cluster: 'c' })
    expect([again.events, again.facts]).toEqual([0, 0])
    expect(dumpDifference(all, await graph.dump())).toEqual([])
  })
})

/** Two devices log one call some microseconds apart; which of them counts may change when another device is added, and nothing else. */
function timeless(row: DumpRow): DumpRow {
  return JSON.parse(JSON.stringify(row).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')) as DumpRow
}

function edgesOf(rows: readonly DumpRow[]): Edge[] {
  return rows.filter((row) => row.type === 'edge') as Edge[]
}

function sum(...all: Counts[]): Counts {
  const total: Counts = {}
  for (const [key, value] of all.flatMap((counts) => Object.entries(counts))) total[key] = (total[key] ?? 0) + value
  return total
}
