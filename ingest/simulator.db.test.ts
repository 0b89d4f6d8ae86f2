import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DumpRow } from './dump/dump-graph.ts'
import { dumpDifference, openGraph, type Graph } from './graph-fixture.ts'

/**
 * An invented organisation's logs beside the truth about them, for several seeds. The simulator is not part of this repository: without it
 * the test is skipped, and its title says so. SIMULATOR_SEEDS and SIMULATOR_SCALE ask for more.
 */
const simulator = new URL('../../shared/simulator/', import.meta.url).pathname
const present = existsSync(`${simulator}simulate.mjs`)
const seeds = (process.env.SIMULATOR_SEEDS ?? '1,2').split(',')
const feeds = [['aws', 'cloudtrail', 'cloudtrail'], ['gcp', 'gcp-audit', 'gcp'], ['vault', 'vault-audit', 'vault'], ...['eks-prod', 'eks-staging', 'core-fra1'].map((name) => [name, 'kubernetes-audit', `k8s/${name}`])] as [name: string, source: string, folder: string][]

type TruthEdge = { identity: string; secret: string | null; scope?: { kind: string; id: string } | null; action: string; outcome: string; count: number; versions?: Record<string, Partial<Record<'count' | 'observed' | 'kms' | 'inferred', number>>> }
type Truth = { secrets: { id: string; store: string; name: string; account?: string; activeVersion?: string | null }[]; identities: { id: string; source: string; cluster?: string; native?: string }[]; edges: TruthEdge[] }
type Edge = DumpRow & { secret: string; identity: string; action: string; outcome: string; precision: string; count: number; versions: { ref: string | null; evidence: string; count: number }[] }

describe.skipIf(!present)(present ? 'the simulated organisation' : 'the simulated organisation: SKIPPED, there is no ../shared/simulator', () => {
  test.each(seeds)('seed %s: the graph is the truth, and stays it however the files come', async (seed) => {
    const graph = await openGraph()
    try {
      const logs = join(graph.folder, 'logs')
      execFileSync(process.execPath, [`${simulator}simulate.mjs`, '--out', logs, '--seed', seed, '--days', '5', '--scale', process.env.SIMULATOR_SCALE ?? '0.25', '--quirks', 'all'], { stdio: 'ignore' })
      for (const [feed, source, folder] of feeds) await graph.ingest({ paths: [join(logs, folder)], source, feed })
      const dump = await graph.dump()
      writeFileSync(join(graph.folder, 'dump.jsonl'), dump.map((row) => `${JSON.stringify(row)}\n`).join(''))
      const checked = spawnSync(process.execPath, [`${simulator}check.mjs`, join(graph.folder, 'dump.jsonl'), logs, 'edges'], { encoding: 'utf8' })
      expect(checked.stdout + checked.stderr).toMatch(/reads: (\d+) of \1 right\ndenied: (\d+) of \2 right/)
      expect(checked.status).toBe(0)
      compareWithTruth(dump as Edge[], JSON.parse(readFileSync(join(logs, 'ground-truth.json'), 'utf8')) as Truth)
      await expectSameElsewhere(logs, dump)
      await deliverAgain(graph, logs)
      expect(dumpDifference(dump, await graph.dump())).toEqual([])
    } finally {
      await graph.drop()
    }
  }, 600_000)
})

/** Everything once more in the same database: under other names, backwards, in small portions. */
async function deliverAgain(graph: Graph, logs: string): Promise<void> {
  await Promise.all(
    feeds.map(async ([feed, source, folder]) => {
      const summary = await graph.ingest({ paths: [join(logs, folder)], source, feed, reread: true, limits: { accesses: 3000 } })
      expect([feed, summary.events, summary.facts]).toEqual([feed, 0, 0])
    }),
  )
}

/** Another installation, the feeds in the other order, each object by itself. */
async function expectSameElsewhere(logs: string, dump: readonly DumpRow[]): Promise<void> {
  const other = await openGraph()
  try {
    for (const [feed, source, folder] of feeds.toReversed()) {
      const paths = readdirSync(join(logs, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
      const half = paths.length >> 1
      for (const part of [paths.slice(half), paths.slice(0, half)]) if (part.length > 0) await other.ingest({ paths: part, source, feed, limits: { accesses: 1000 } })
    }
    expect(dumpDifference(dump, await other.dump())).toEqual([])
  } finally {
    await other.drop()
  }
}

function compareWithTruth(dump: readonly Edge[], truth: Truth): void {
  const edges = dump.filter((row) => row.type === 'edge')
  const secrets = new Map(truth.secrets.map((secret) => [secret.id, secret]))
  const told = truth.edges.filter((edge) => edge.count > 0 && edge.outcome === 'ok')
  const toldOf = (...actions: string[]) => told.filter((edge) => actions.includes(edge.action) && edge.secret !== null && secrets.has(edge.secret))
  const named = (edge: TruthEdge) => `${identityUri(edge.identity, truth)} ${secretUri(edge.secret ?? '', secrets)}`
  const ours = (action: string) => edges.filter((edge) => edge.action === action && edge.outcome === 'success')
  const oursNamed = (edge: Edge) => `${roleOf(edge.identity)} ${edge.secret}`

  const lists = told.filter((edge) => edge.action === 'list' && edge.scope?.kind === 'k8s-secrets')
  expect(counted(ours('list').filter((edge) => edge.secret.startsWith('kubernetes://')), oursNamed)).toEqual(
    counted(lists, (edge) => `${identityUri(edge.identity, truth)} kubernetes://${edge.scope?.id.replace(/\/\*$/, '')}/*`),
  )
  expect(counted(ours('write').filter((edge) => edge.precision === 'exact'), oursNamed)).toEqual(counted(toldOf('write', 'create', 'stage'), named))
  compareVersions(ours('read').filter((edge) => edge.precision === 'exact'), toldOf('read').map((edge) => ({ ...edge, name: named(edge) })))
}

/** What a record, or the key service's record of the same read, names is named just so; what is inferred is never more than was so. */
function compareVersions(reads: readonly Edge[], told: readonly (TruthEdge & { name: string })[]): void {
  const ours = reads.flatMap((edge) => edge.versions.map((version) => ({ ...version, key: `${roleOf(edge.identity)} ${edge.secret} ${version.ref}` })))
  const truth = told.flatMap((edge) => Object.entries(edge.versions ?? {}).map(([ref, counts]) => ({ ...counts, key: `${edge.name} ${ref}` })))
  const observed = counted(ours.filter((version) => version.evidence === 'observed'), (version) => version.key)
  const wanted = counted(truth.map((version) => ({ ...version, count: (version.observed ?? 0) + (version.kms ?? 0) })).filter((version) => version.count > 0), (version) => version.key)
  expect(observed).toEqual(wanted)
  const ownName = / written \S+Z$/ // below Request level a Secret's new version has no name but the time of its write
  const inferred = counted(ours.filter((version) => version.evidence === 'inferred' && !ownName.test(version.key)), (version) => version.key)
  const most = counted(truth.map((version) => ({ ...version, count: version.inferred ?? 0 })), (version) => version.key)
  expect(Object.entries(inferred).filter(([key, count]) => count > (most[key] ?? 0))).toEqual([])
}

function counted<One extends { count: number }>(list: readonly One[], key: (one: One) => string): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const one of list) sums[key(one)] = (sums[key(one)] ?? 0) + one.count
  return sums
}

function roleOf(uri: string): string {
  const [, account, assumed, role] = /^arn:aws:(?:sts|iam)::(\d+):(?:assumed-role\/([^/]+)\/.*|role\/(?:.*\/)?([^/]+))$/.exec(uri) ?? []
  return account === undefined ? uri : `aws-role:${account}/${assumed ?? role}`
}

function identityUri(id: string, truth: Truth): string {
  const known = truth.identities.find((identity) => identity.id === id)
  if (known?.source === 'k8s') return `kubernetes:${known.cluster}:${known.native ?? 'system:unauthenticated'}`
  if (known?.source === 'vault') return `vault:vault:entity:${id}`
  if (known?.source === 'gcp' && id.includes('@')) return (id.endsWith('.gserviceaccount.com') ? 'serviceAccount:' : 'user:') + id
  return roleOf(id)
}

function secretUri(id: string, secrets: ReadonlyMap<string, Truth['secrets'][number]>): string {
  const secret = secrets.get(id)
  const [, service, region, account, rest] = /^arn:aws:([a-z]+):([^:]+):(\d+):(?:secret:|parameter\/?|key\/)(.+)$/.exec(id) ?? []
  if (service !== undefined) return `aws-${service}://${account}/${region}/${service === 'secretsmanager' ? secret?.name : rest?.replace(/^\//, '')}`
  const gcp = /^projects\/[^/]+\/secrets\/(.+)$/.exec(id)?.[1]
  if (gcp !== undefined) return `gcp-secretmanager://${secret?.account}/${gcp}`
  return secret?.store.startsWith('k8s') ? `kubernetes://${id}` : `vault://vault/${id}`
}
