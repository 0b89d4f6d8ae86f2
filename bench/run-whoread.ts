import { createDatabase } from './bench-database.ts'
import type { IngestSummary } from '#ingest/run.ts'
import type { Runner } from './race.ts'
import { runContender, type Measured } from './run-contender.ts'
import type { Trail } from './write-trail.ts'
import { watchPostgres } from './watch-postgres.ts'

export type WhoreadRun = Runner & { measured: Measured<IngestSummary>; databaseUrl: string }

/** Into a fresh database, commit and derived rows included. */
export async function runWhoread(serverUrl: string, database: string, trail: Trail, threads: number, nodeFlags: readonly string[] = []): Promise<WhoreadRun> {
  const databaseUrl = await createDatabase(serverUrl, database)
  const { answer, postgres } = await watchPostgres(serverUrl, () => runContender<IngestSummary>('whoread', { databaseUrl, folder: trail.folder, threads }, nodeFlags))
  return { name: `Whoread, ${threads} threads`, measured: answer, postgres, databaseUrl }
}

export async function betterWhoread(run: () => Promise<WhoreadRun>): Promise<WhoreadRun> {
  const first = await run()
  const second = await run()
  return first.measured.seconds <= second.measured.seconds ? first : second
}
