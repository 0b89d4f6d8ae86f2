import pg from 'pg'
import type { Environment } from '#lib/environment.ts'
import { openEmbeddedDatabase, type OpenDatabase } from './embedded.ts'

const versionMin = 15

/** The database the environment names: `DATABASE_URL`, else the embedded one, which is started when it is not running. */
export async function openDatabase(environment: Environment, onNotice?: (sentence: string) => void): Promise<OpenDatabase> {
  if (!environment.databaseUrl) return openEmbeddedDatabase({ dataDir: environment.dataDir, onNotice })
  await checkServer(environment.databaseUrl)
  return { url: environment.databaseUrl, close: async () => {} }
}

/** Throws one sentence that says what is wrong with `DATABASE_URL`; the password is not in it. */
async function checkServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const found = await client.query('SHOW server_version_num')
    const version = Math.floor(Number(found.rows[0].server_version_num) / 10_000)
    if (version < versionMin) throw new Error(`it is PostgreSQL ${version}, and ${versionMin} or newer is needed`)
  } catch (cause) {
    const { host, pathname } = new URL(url)
    throw new Error(`The database in DATABASE_URL (${host}${pathname}) cannot be used: ${reasonOf(cause)}.`, { cause })
  } finally {
    await client.end().catch(() => {})
  }
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const known: Record<string, string> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'its host name is not known',
    EAI_AGAIN: 'its host name is not known',
    ETIMEDOUT: 'it does not answer',
    '28P01': 'it refuses the user or password',
    '28000': 'it refuses the user',
    '3D000': 'it has no database of that name',
  }
  return known[code] ?? (cause instanceof Error && cause.message ? cause.message.replace(/\.$/, '') : 'it does not answer')
}
