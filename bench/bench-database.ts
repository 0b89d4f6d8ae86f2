import { join } from 'node:path'
import { Client } from 'pg'
import { openEmbeddedDatabase, type OpenDatabase } from '#prisma/embedded.ts'
import { migrate } from '#prisma/migrate.ts'

export const dataFolder = join(import.meta.dirname, 'data')

/** The embedded server as it is shipped, and statement statistics for the profiles. */
export function openIngestServer(): Promise<OpenDatabase> {
  return openEmbeddedDatabase({ dataDir: join(dataFolder, 'ingest-server'), settings: { shared_preload_libraries: 'pg_stat_statements' } })
}

/** For the graphs of 1 and 10 million events; `minimal` because nothing replicates while they are written set by set. */
export function openGraphServer(): Promise<OpenDatabase> {
  return openEmbeddedDatabase({ dataDir: join(dataFolder, 'graph-server'), settings: { wal_level: 'minimal', max_wal_senders: '0' } })
}

export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

export async function withClient<Answer>(url: string, work: (client: Client) => Promise<Answer>): Promise<Answer> {
  const client = new Client({ connectionString: url, application_name: 'whoread bench' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** An empty, migrated database in place of the one of that name. */
export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  await withClient(serverUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
    await client.query(`CREATE DATABASE "${name}"`)
  })
  const url = databaseUrl(serverUrl, name)
  await migrate(url)
  return url
}

export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await withClient(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`))
}

export function databaseExists(serverUrl: string, name: string): Promise<boolean> {
  return withClient(serverUrl, async (client) => (await client.query('SELECT FROM pg_database WHERE datname = $1', [name])).rowCount === 1)
}
