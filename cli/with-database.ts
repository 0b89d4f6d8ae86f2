import { parseEnvironment, type Environment } from '#lib/environment.ts'
import { listPendingMigrations, migrate } from '#prisma/migrate.ts'
import { openDatabase } from '#prisma/open-database.ts'
import { printNotice } from './print.ts'

export interface DatabaseSession {
  url: string
  environment: Environment
}

export interface WithDatabaseOptions {
  /** A server ends its work itself when it is told to stop; any other command is simply cut short. */
  endsItself?: boolean
}

/**
 * Runs a command's work on the database that the environment names: the running embedded one, else it is started for the
 * command and stopped after it. The embedded one is brought up to date; somebody's server is not changed by the way.
 */
export async function withDatabase<T>(work: (session: DatabaseSession) => Promise<T>, options: WithDatabaseOptions = {}): Promise<T> {
  const environment = parseEnvironment(process.env)
  const database = await openDatabase(environment, printNotice)
  const stop = (signal: NodeJS.Signals) => {
    void database.close().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143))
  }
  if (!options.endsItself) {
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  }
  try {
    if (!environment.databaseUrl) await migrate(database.url)
    else await requireMigrated(database.url)
    return await work({ url: database.url, environment })
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    await database.close()
  }
}

async function requireMigrated(url: string): Promise<void> {
  const pending = await listPendingMigrations(url)
  if (pending.length > 0) throw new Error(`The database in DATABASE_URL lacks ${pending.join(', ')}: run "whoread migrate" first.`)
}
