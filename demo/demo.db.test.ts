import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { graphHash } from '#ingest/dump/dump-graph.ts'
import { ingestPaths } from '#ingest/run.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/test-database.ts'
import { generateDemo } from './generate.ts'
import { loadDemo } from './load-demo.ts'
import { demoFeeds } from './organisation.ts'
import { removeDemo } from './remove-demo.ts'

const now = new Date('2026-03-19T14:37:11Z')
const folder = mkdtempSync(join(tmpdir(), 'demo-db-'))
const environment = { dataDir: join(folder, 'data') }
let database: TestDatabase
let client: Client

beforeAll(async () => {
  database = await createTestDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** Another organisation's logs of the same days: the same addresses and clients, but its own accounts, clusters and names. */
async function ingestRealData(): Promise<void> {
  await generateDemo({ folder: join(folder, 'made'), now, seed: 'real', days: 2 })
  for (const feed of demoFeeds) {
    const made = join(folder, 'made', feed.name)
    for (const entry of readdirSync(made, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) rename(join(entry.parentPath, entry.name))
    }
    const cluster = 'cluster' in feed ? real(feed.cluster) : undefined
    await ingestPaths({ databaseUrl: database.url, paths: [join(folder, 'real', feed.name)], source: feed.source, feed: real(feed.name), cluster })
  }
}

function rename(path: string): void {
  const bytes = readFileSync(path)
  const isPacked = path.endsWith('.gz')
  const text = Buffer.from(real((isPacked ? gunzipSync(bytes) : bytes).toString()))
  const target = path.replace('/made/', '/real/')
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, isPacked ? gzipSync(text) : text)
}

function real(text: string): string {
  return text.replaceAll('0000400', '1110400').replaceAll('100000040417', '200000040417').replaceAll('kestrelway', 'realcorp').replaceAll('4D0E8C1A', '5E1F9D2B').replaceAll('91B7D2F0', 'A2C8E301').replaceAll('demo-', 'real-')
}

async function hash(): Promise<string> {
  await client.query('BEGIN')
  const found = await graphHash(client)
  await client.query('COMMIT')
  return found
}

const tables = [
  'feed', 'source_object', 'event', 'access', 'edge', 'edge_day', 'edge_version_day', 'trace', 'trace_edge', 'version_event', 'session', 'statement', 'naming',
  'secret', 'secret_reference', 'secret_owner', 'identity', 'identity_reference', 'identity_alias', 'place', 'client', 'version', 'dirty_day', 'dirty_scope', 'coverage_hour', 'passed_record', 'quarantine',
]

async function countRows(): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; count: number }>(tables.map((table) => `SELECT '${table}' AS name, count(*)::int AS count FROM ${table}`).join(' UNION ALL '))
  return Object.fromEntries(rows.map((row) => [row.name, row.count]))
}

it('comes in as demo data, goes out in one call, and leaves real data exactly as it was', { timeout: 300_000 }, async () => {
  await ingestRealData()
  const [realHash, realRows] = [await hash(), await countRows()]
  expect(realRows.access).toBeGreaterThan(5000)

  const load = { url: database.url, environment, now, days: 3 }
  const loaded = await loadDemo(load)
  expect(loaded.events).toBeGreaterThan(10_000)
  const bothHash = await hash()
  expect(bothHash).not.toBe(realHash)
  const marked = await client.query<{ name: string }>('SELECT name FROM feed WHERE demo ORDER BY name')
  expect(marked.rows.map((row) => row.name)).toEqual(demoFeeds.map((feed) => feed.name).toSorted())
  expect(await loadDemo(load)).toMatchObject({ skipped: false, events: 0 })

  const removed = await removeDemo({ url: database.url, environment })
  expect(removed.feeds).toBe(demoFeeds.length)
  expect(await countRows()).toEqual(realRows)
  expect(await hash()).toBe(realHash)

  expect(await loadDemo(load)).toMatchObject({ skipped: true })
  expect(await loadDemo({ ...load, evenIfRemoved: true })).toMatchObject({ skipped: false, records: loaded.records })
  expect(await hash()).toBe(bothHash)
})

it('does not touch a real feed that has one of its names', { timeout: 60_000 }, async () => {
  await client.query(`UPDATE feed SET demo = false WHERE name = 'demo-aws'`)
  await expect(loadDemo({ url: database.url, environment, now, days: 3 })).rejects.toThrow('holds real data')
})
