import { withClient } from './bench-database.ts'

type Statement = { text: string; values: unknown[]; milliseconds: number }

/** The client's log of statements: what ran, with which values, how long. */
export type QueryLog = { $on: (event: 'query', listener: (query: { query: string; params: string; duration: number }) => void) => void }

/** Prints the plan of the slowest statement that `work` runs. */
export async function explainSlowest(url: string, log: QueryLog, work: () => Promise<unknown>): Promise<void> {
  const ran: Statement[] = []
  log.$on('query', ({ query, params, duration }) => ran.push({ text: query, values: valuesOf(params), milliseconds: duration }))
  await work()
  const slowest = ran.filter(({ text }) => /^\s*(SELECT|WITH)/i.test(text)).toSorted((one, other) => other.milliseconds - one.milliseconds)
  for (const { text, milliseconds } of slowest) console.log(`${milliseconds} ms  ${text.replaceAll(/\s+/g, ' ').trim().slice(0, 120)}`)
  const first = slowest[0]
  if (!first) return
  const plan = await withClient(url, (client) => client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, BUFFERS) ${first.text}`, first.values))
  console.log(`\n${first.text.trim()}\n\n${plan.rows.map((row) => row['QUERY PLAN']).join('\n')}\n`)
}

function valuesOf(params: string): unknown[] {
  try {
    return JSON.parse(params) as unknown[]
  } catch {
    return []
  }
}
