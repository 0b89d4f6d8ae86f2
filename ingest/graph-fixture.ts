import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { createTestDatabase } from '#prisma/test-database.ts'
import { dumpGraph, type DumpRow } from './dump/dump-graph.ts'
import { ingestPaths, type IngestOptions, type IngestSummary } from './run.ts'

/** A folder for logs and an empty database for what they say; both are gone after `drop`. */
export type Graph = {
  folder: string
  url: string
  write(name: string, content: string | Uint8Array): string
  ingest(options: Pick<IngestOptions, 'paths' | 'source'> & Partial<IngestOptions>): Promise<IngestSummary>
  rows<Row extends object>(sql: string): Promise<Row[]>
  dump(): Promise<DumpRow[]>
  drop(): Promise<void>
}

export async function openGraph(): Promise<Graph> {
  const database = await createTestDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'graph-'))
  const withClient = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: database.url })
    await client.connect()
    return work(client).finally(() => client.end())
  }
  return {
    folder,
    url: database.url,
    write(name, content) {
      const path = join(folder, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, content)
      return path
    },
    ingest: (options) => ingestPaths({ databaseUrl: database.url, ...options }),
    rows: (sql) => withClient(async (client) => (await client.query(sql)).rows),
    dump: () =>
      withClient(async (client) => {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
        return Array.fromAsync(dumpGraph(client))
      }),
    async drop() {
      rmSync(folder, { recursive: true, force: true })
      await database.drop()
    },
  }
}

/** What one dump has and the other has not, a few lines of each: readable where two hashes would only differ. */
export function dumpDifference(expected: readonly DumpRow[], actual: readonly DumpRow[]): string[] {
  const wanted = new Set(expected.map((row) => JSON.stringify(row))), got = new Set(actual.map((row) => JSON.stringify(row)))
  return [...[...wanted].filter((line) => !got.has(line)).map((line) => `- ${line}`), ...[...got].filter((line) => !wanted.has(line)).map((line) => `+ ${line}`)].slice(0, 24)
}
