import { TookTooLong } from '#lib/errors.ts'
import { localOperator } from '#lib/viewer.ts'
import { createDatabaseClient, type DatabaseClient } from '#prisma/client.ts'
import { listEvents } from '#queries/list-events.ts'
import { summariseEvents } from '#queries/summarise-events.ts'
import { openGraphServer } from './bench-database.ts'
import type { BenchOptions } from './bench-options.ts'
import { explainSlowest } from './explain-slowest.ts'
import { openGraph } from './fill-graph.ts'
import { graphFrom, graphTo } from './graph-statements.ts'
import { measureLatency } from './latency.ts'
import { loggingClient } from './logging-client.ts'
import { printTable } from './markdown-table.ts'

const events = 10_000_000
const listRequests = 20
const summaryRequests = 6

/** What people type: names with globs, addresses, refusals, clients, and what they take away again. */
const searches = [
  '',
  'secret:prod/team-7/*',
  'secret:*credential-0',
  'identity:*person-120*',
  'ip:203.0.113.77',
  'ip:10.33.0.0/16',
  'outcome:denied',
  'outcome:denied -region:us-east-1',
  'client:terraform action:read',
  'kind:human -secret:dev/*',
  'action:write -client:terraform',
  'secret:staging/* -ip:10.0.0.0/8',
  'version:old',
  'service-77 OR service-1234',
  'secret:no-such-secret',
]

export async function benchExplorer({ explain }: BenchOptions): Promise<void> {
  const server = await openGraphServer()
  try {
    const { url } = await openGraph(server.url, events)
    const db = createDatabaseClient(url)
    try {
      await printLatencies(db, url)
    } finally {
      await db.$disconnect()
    }
    if (explain) await explainSearches(url)
  } finally {
    await server.close()
  }
}

const range = { from: graphFrom, to: graphTo }

async function printLatencies(db: DatabaseClient, url: string): Promise<void> {
  const rows: (string | number)[][] = []
  for (const q of searches) {
    const list = await measureLatency(url, listRequests, () => listOrGiveUp(db, q), 1)
    let answer = ''
    const summary = await measureLatency(url, summaryRequests, async () => {
      const { count, estimated } = await summariseEvents(db, localOperator, { q, ...range })
      answer = `${estimated ? '≈ ' : ''}${count.toLocaleString('en')}`
    }, 1)
    rows.push([q === '' ? '(everything)' : `\`${q}\``, answer, list.p50, list.p95, list.cpuMs, summary.p50, summary.p95, summary.cpuMs])
  }
  const worst = (column: number) => Math.max(...rows.map((row) => Number(row[column])))
  rows.push(['**slowest**', '', worst(2), worst(3), worst(4), worst(5), worst(6), worst(7)])
  printTable('Explorer, 10 M events, 30 days', ['search', 'events', 'list p50 ms', 'list p95 ms', 'list core ms', 'summary p50 ms', 'summary p95 ms', 'summary core ms'], rows)
}

/** What the product answers after ten seconds is an answer too, and a slow one. */
async function listOrGiveUp(db: Parameters<typeof listEvents>[0], q: string): Promise<void> {
  try {
    await listEvents(db, localOperator, { q, ...range, limit: 100 })
  } catch (error) {
    if (!(error instanceof TookTooLong)) throw error
  }
}

async function explainSearches(url: string): Promise<void> {
  const db = loggingClient(url)
  try {
    await explainSlowest(url, db, async () => {
      for (const q of searches) await listOrGiveUp(db, q)
    })
  } finally {
    await db.$disconnect()
  }
}
