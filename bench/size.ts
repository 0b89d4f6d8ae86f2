import { databaseExists, databaseUrl, openGraphServer, openIngestServer, withClient } from './bench-database.ts'
import { openGraph } from './fill-graph.ts'
import { printTable } from './markdown-table.ts'

type Size = { name: string; rows: number; heap: number; indexes: number }

/** Bytes per event, indexes included: of rows written set by set into fresh indexes, and of rows as the worker leaves them. */
export async function benchSize(): Promise<void> {
  const graphs = await openGraphServer()
  try {
    await printSizes('10 M events, written set by set', (await openGraph(graphs.url, 10_000_000)).url)
  } finally {
    await graphs.close()
  }
  const ingested = await openIngestServer()
  try {
    if (await databaseExists(ingested.url, 'dense')) await printSizes('as ingested by the dense benchmark', databaseUrl(ingested.url, 'dense'))
    else console.log('No database of the dense benchmark yet: run it first to see the size of ingested rows.')
  } finally {
    await ingested.close()
  }
}

async function printSizes(title: string, url: string): Promise<void> {
  const { sizes, events } = await withClient(url, async (client) => ({
    events: Number((await client.query('SELECT count(*) AS n FROM event')).rows[0].n),
    sizes: (
      await client.query<Size>(`
        SELECT CASE WHEN c.relname ~ '^access' THEN 'access' ELSE c.relname END AS name, sum(greatest(c.reltuples, 0))::float8 AS rows, sum(pg_table_size(c.oid))::float8 AS heap, sum(pg_indexes_size(c.oid))::float8 AS indexes
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname = 'public' AND c.relname <> 'access_copy' GROUP BY 1 ORDER BY sum(pg_total_relation_size(c.oid)) DESC`)
    ).rows,
  }))
  const shown = sizes.filter(({ heap, indexes }) => (heap + indexes) / events >= 0.5)
  const rows: (string | number)[][] = shown.map(({ name, rows: count, heap, indexes }) => [name, Math.round(count), heap / events, indexes / events, (heap + indexes) / events])
  const sum = (part: (size: Size) => number) => sizes.reduce((total, size) => total + part(size), 0) / events
  rows.push(['**everything**', '', sum((size) => size.heap), sum((size) => size.indexes), sum((size) => size.heap + size.indexes)] )
  printTable(`Bytes per event, ${title}`, ['table', 'rows', 'rows\' bytes', 'index bytes', 'bytes per event'], rows)
}
