import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import type { Environment } from '#lib/environment.ts'
import { ingestPaths } from '#ingest/run.ts'
import { generateDemo } from './generate.ts'
import { demoFeeds } from './organisation.ts'
import { writeDemoOwnership } from './write-ownership.ts'

export type LoadDemoOptions = {
  url: string
  environment: Pick<Environment, 'dataDir'>
  onProgress?: (sentence: string) => void
  /** Load it although somebody removed it. */
  evenIfRemoved?: boolean
  /** Both for tests. */
  now?: Date
  days?: number
}

export type LoadedDemo = { skipped: boolean; records: number; events: number; seconds: number }

/**
 * Writes the demo organisation's logs into `<data folder>/demo` once and brings them in through the real worker, as demo feeds.
 * Stopped at any point, the next call goes on where it was; complete, it changes nothing; removed, it stays removed.
 */
export async function loadDemo(options: LoadDemoOptions): Promise<LoadedDemo> {
  const started = performance.now()
  const loaded: LoadedDemo = { skipped: false, records: 0, events: 0, seconds: 0 }
  if (await refuses(options)) return { ...loaded, skipped: true }
  const folder = demoFolder(options.environment)
  await writeLogs(folder, options)
  for (const feed of demoFeeds) {
    options.onProgress?.(`Demo organisation: reading ${feed.name}`)
    const cluster = 'cluster' in feed ? feed.cluster : undefined
    const summary = await ingestPaths({ databaseUrl: options.url, paths: [join(folder, feed.name)], source: feed.source, feed: feed.name, cluster, demo: true })
    loaded.records += summary.records
    loaded.events += summary.events
  }
  await writeDemoOwnership(options.url)
  return { ...loaded, seconds: Math.round(performance.now() - started) / 1000 }
}

export function demoFolder(environment: Pick<Environment, 'dataDir'>): string {
  return resolve(environment.dataDir, 'demo')
}

/** The moment that the logs in the data folder end; nothing when there are none. */
export async function demoUntil(environment: Pick<Environment, 'dataDir'>): Promise<Date | undefined> {
  const text = await readFile(markerOf(demoFolder(environment)), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : new Date((JSON.parse(text) as { until: string }).until)
}

function markerOf(folder: string): string {
  return join(folder, 'complete.json')
}

/** A feed of the same name that holds real data is never touched. */
async function refuses({ url, evenIfRemoved }: LoadDemoOptions): Promise<boolean> {
  const client = new Client({ connectionString: url, application_name: 'whoread demo' })
  await client.connect()
  try {
    const taken = await client.query<{ name: string }>('SELECT name FROM feed WHERE name = ANY($1::text[]) AND NOT demo', [demoFeeds.map((feed) => feed.name)])
    if (taken.rows[0]) throw new Error(`The feed "${taken.rows[0].name}" holds real data: the demo organisation cannot be loaded beside it.`)
    if (evenIfRemoved) await client.query(`DELETE FROM setting WHERE name = 'demo'`)
    const removed = await client.query(`SELECT FROM setting WHERE name = 'demo' AND value = 'removed'`)
    return removed.rowCount !== 0
  } finally {
    await client.end()
  }
}

/** The marker is written last: without it the logs may be half written and are made anew. */
async function writeLogs(folder: string, { onProgress, now = new Date(), days }: LoadDemoOptions): Promise<void> {
  if (existsSync(markerOf(folder))) return
  onProgress?.('Demo organisation: writing 30 days of raw logs')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const made = await generateDemo({ folder, now, days })
  await writeFile(markerOf(folder), `${JSON.stringify({ until: now.toISOString(), ...made })}\n`)
}
