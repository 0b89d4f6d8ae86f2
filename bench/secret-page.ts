import { parseTimeRange } from '#lib/time-range.ts'
import { localOperator } from '#lib/viewer.ts'
import { createDatabaseClient, type DatabaseClient } from '#prisma/client.ts'
import { getCoverage } from '#queries/get-coverage.ts'
import { getSecretWithReaders } from '#queries/get-secret.ts'
import { listReadsByDay } from '#queries/list-reads-by-day.ts'
import { openGraphServer, withClient } from './bench-database.ts'
import type { BenchOptions } from './bench-options.ts'
import { explainSlowest } from './explain-slowest.ts'
import { openGraph, type Graph } from './fill-graph.ts'
import { graphTo } from './graph-statements.ts'
import { measureLatency, type Latency } from './latency.ts'
import { loggingClient } from './logging-client.ts'
import { printTable } from './markdown-table.ts'

const requests = 200
const sizes = [1_000_000, 10_000_000]
/** As a page asks for them, and whole days of the calendar, which read no event rows. */
const ranges = ['24h', '7d', '30d', '2026-10-08..2026-10-16']
const readersMax = 100

type Case = { events: number; secret: 'hot' | 'cold'; range: string; latency: Latency }

export async function benchSecretPage({ explain }: BenchOptions): Promise<void> {
  const server = await openGraphServer()
  try {
    const cases: Case[] = []
    for (const events of sizes) cases.push(...(await measureGraph(await openGraph(server.url, events))))
    const small = (one: Case) => cases.find((other) => other.events === sizes[0] && other.secret === one.secret && other.range === one.range)
    printTable(
      `Secret page, ${requests} requests one after the other`,
      ['events', 'secret', 'range', 'p50 ms', 'p95 ms', 'max ms', 'core ms', 'core × of 1 M'],
      cases.map((one) => [one.events, one.secret, one.range === '7d' ? '7d (default)' : one.range, one.latency.p50, one.latency.p95, one.latency.max, one.latency.cpuMs, one.latency.cpuMs / (small(one)?.latency.cpuMs ?? NaN)]),
    )
    if (explain) await explainPage(await openGraph(server.url, sizes.at(-1) ?? 0))
  } finally {
    await server.close()
  }
}

async function measureGraph({ url, events }: Graph): Promise<Case[]> {
  const secrets = await loadSecrets(url)
  const db = createDatabaseClient(url)
  try {
    const cases: Case[] = []
    for (const [secret, ids] of Object.entries(secrets) as ['hot' | 'cold', string[]][])
      for (const range of ranges) cases.push({ events, secret, range, latency: await measureLatency(url, requests, (index) => loadPage(db, ids[index % ids.length] ?? '', range)) })
    return cases
  } finally {
    await db.$disconnect()
  }
}

/** The questions of server/load-secret-page.ts, together as there. */
function loadPage(db: DatabaseClient, id: string, rangeKey: string): Promise<unknown> {
  const { from, to } = parseTimeRange(rangeKey, new Date(graphTo))
  return Promise.all([
    getSecretWithReaders(db, localOperator, { id, from, to, limit: readersMax }),
    listReadsByDay(db, localOperator, { id, from, to }),
    getCoverage(db, localOperator, { from, to }),
  ])
}

/** The hot secret has half of all events; the cold ones are different from request to request. */
async function loadSecrets(url: string): Promise<{ hot: string[]; cold: string[] }> {
  const rows = await withClient(url, async (client) => (await client.query<{ id: string }>(`SELECT id::text AS id FROM secret ORDER BY name = 'prod/team-0/credential-0' DESC, id LIMIT 201`)).rows)
  const ids = rows.map((row) => row.id)
  return { hot: ids.slice(0, 1), cold: ids.slice(1) }
}

async function explainPage({ url }: Graph): Promise<void> {
  const { hot } = await loadSecrets(url)
  const db = loggingClient(url)
  try {
    await loadPage(db, hot[0] ?? '', '7d')
    await explainSlowest(url, db, () => loadPage(db, hot[0] ?? '', '7d'))
  } finally {
    await db.$disconnect()
  }
}
