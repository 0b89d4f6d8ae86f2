import 'server-only'

import { createDatabaseClient, type DatabaseClient } from '#prisma/client.ts'

// On globalThis, since the development server loads modules again after each change.
const shared = globalThis as typeof globalThis & { whoreadDatabase?: DatabaseClient }

export function database(): DatabaseClient {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: start the web interface with "whoread web".')
  shared.whoreadDatabase ??= createDatabaseClient(url, 16)
  return shared.whoreadDatabase
}
