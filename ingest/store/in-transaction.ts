import type { ClientBase } from 'pg'

const deadlock = '40P01', serialization = '40001', attemptsMax = 8

/** Commits what `work` does, or nothing of it; a deadlock with another writer is tried again. */
export async function inTransaction<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query('BEGIN')
      const result = await work()
      await client.query('COMMIT')
      return result
    } catch (cause) {
      await client.query('ROLLBACK')
      if (attempt >= attemptsMax || !isRetryable(cause)) throw cause
    }
  }
}

function isRetryable(cause: unknown): boolean {
  const code = (cause as { code?: unknown }).code
  return code === deadlock || code === serialization
}
