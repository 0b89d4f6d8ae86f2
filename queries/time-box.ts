import type { PrismaClient } from '#prisma/generated/client.ts'
import { TookTooLong } from '#lib/errors.ts'
import type { Database } from './sql.ts'

/** A client that can hold several statements together. */
export type BoxedDatabase = Database & Pick<PrismaClient, '$transaction'>

/** Runs the statements of `work`, each cut off after so many milliseconds: then `TookTooLong`. `broad`: they add up many edges. */
export async function withTimeBox<Answer>(db: BoxedDatabase, milliseconds: number, work: (db: Database) => Promise<Answer>, broad = false): Promise<Answer> {
  try {
    return await db.$transaction(
      async (transaction) => {
        await transaction.$queryRaw`SELECT set_config('statement_timeout', ${String(milliseconds)}, true)`
        // Sums of sums have no statistics: the planner takes them for one row and joins them in loops within loops.
        if (broad) await transaction.$queryRaw`SELECT set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true)`
        return work(transaction)
      },
      { maxWait: 10_000, timeout: milliseconds * 4 + 5_000 },
    )
  } catch (error) {
    if (isCutOff(error)) throw new TookTooLong(undefined, { cause: error })
    throw error
  }
}

/** 57014 is PostgreSQL's "query_canceled"; the client wraps it in its own error. */
function isCutOff(error: unknown): boolean {
  return error instanceof Error && /57014|statement timeout/.test(`${error.message} ${JSON.stringify('meta' in error ? error.meta : '')}`)
}
