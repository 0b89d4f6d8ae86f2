import { createDatabase, databaseExists, databaseUrl, dropDatabase, withClient } from './bench-database.ts'
import { accessStatement, edgeStatements, entityStatements, foldStatements, graphFrom, graphTo, partitionBoundary } from './graph-statements.ts'

export type Graph = { url: string; events: number }

/** Indexes are built after the rows and their table then becomes a partition: minutes less than row by row. */
const partitions = [
  { name: 'access_2026_09', from: '2026-09-01T00:00:00Z', to: partitionBoundary },
  { name: 'access_2026_10', from: partitionBoundary, to: '2026-11-01T00:00:00Z' },
]

/** A graph of so many events, written by SQL straight into the base tables; made once and kept until its making changes. */
export async function openGraph(serverUrl: string, events: number): Promise<Graph> {
  const name = `graph_${events}`
  const url = databaseUrl(serverUrl, name)
  if (await databaseExists(serverUrl, name)) {
    if (await withClient(url, async (client) => (await client.query(`SELECT FROM setting WHERE name = 'bench graph complete'`)).rowCount === 1)) return { url, events }
    await dropDatabase(serverUrl, name)
  }
  const started = performance.now()
  console.error(`Writing a graph of ${events.toLocaleString('en')} events …`)
  await createDatabase(serverUrl, name)
  await withClient(url, async (client) => {
    for (const statement of [...entityStatements, ...edgeStatements]) await client.query(statement)
  })
  await fillPartitions(url, events)
  await withClient(url, async (client) => {
    await client.query(`SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'; SET synchronous_commit = off`)
    for (const statement of foldStatements) await client.query(statement)
    await client.query('VACUUM ANALYZE')
    await client.query(`INSERT INTO setting VALUES ('bench graph complete', '')`)
    await client.query('CHECKPOINT')
  })
  console.error(`… written in ${Math.round((performance.now() - started) / 1000)} s.`)
  return { url, events }
}

async function fillPartitions(url: string, events: number): Promise<void> {
  const share = (Date.parse(partitionBoundary) - Date.parse(graphFrom)) / (Date.parse(graphTo) - Date.parse(graphFrom))
  const boundary = Math.ceil(events * share)
  const lots = await withClient(url, async (client) => (await client.query<{ n: string }>('SELECT count(*) AS n FROM fill.pick GROUP BY lot ORDER BY lot')).rows.map((row) => Number(row.n)))
  await Promise.all(
    partitions.map(({ name, from, to }, index) =>
      withClient(url, async (client) => {
        await client.query(`SET maintenance_work_mem = '512MB'; SET synchronous_commit = off`)
        await client.query('BEGIN')
        await client.query(`CREATE TABLE ${name} (LIKE access INCLUDING DEFAULTS, CHECK (occurred_at IS NOT NULL AND occurred_at >= '${from}' AND occurred_at < '${to}'))`)
        await client.query(index === 0 ? accessStatement(name, 0, boundary, events, lots) : accessStatement(name, boundary, events, events, lots))
        await createIndexesLike(client, 'access', name)
        await client.query('COMMIT')
      }),
    ),
  )
  await withClient(url, async (client) => {
    for (const { name, from, to } of partitions) await client.query(`ALTER TABLE access ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`)
  })
}

/** The parent's indexes, whatever they are at the moment, so that attaching finds them there. */
async function createIndexesLike(client: { query: (text: string, values?: unknown[]) => Promise<{ rows: { definition: string; is_primary: boolean }[] }> }, parent: string, table: string): Promise<void> {
  const { rows } = await client.query(`SELECT pg_get_indexdef(indexrelid) AS definition, indisprimary AS is_primary FROM pg_index WHERE indrelid = $1::regclass ORDER BY indisprimary DESC`, [parent])
  for (const { definition, is_primary: isPrimary } of rows) {
    const columns = definition.slice(definition.indexOf(' USING '))
    if (isPrimary) await client.query(`ALTER TABLE ${table} ADD PRIMARY KEY ${columns.slice(columns.indexOf('('))}`)
    else await client.query(`CREATE INDEX ON ${table} ${columns}`)
  }
}
