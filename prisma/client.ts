import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.ts'

/** What queries and stores are handed: the only place that makes one is `createDatabaseClient`. */
export type DatabaseClient = PrismaClient

/** The caller ends it with `$disconnect()`. */
export function createDatabaseClient(url: string, connectionsMax = 10): DatabaseClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connectionsMax }) })
}
