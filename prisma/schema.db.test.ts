import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabaseClient, type DatabaseClient } from './client.ts'
import { Prisma } from './generated/client.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
let client: DatabaseClient

beforeAll(async () => {
  database = await createTestDatabase()
  client = createDatabaseClient(database.url, 1)
})

afterAll(async () => {
  await client.$disconnect()
  await database.drop()
})

test.each(Object.values(Prisma.ModelName))('the migrations make every column of %s', async (model) => {
  const name = `${model.charAt(0).toLowerCase()}${model.slice(1)}`
  const table: unknown = Reflect.get(client, name)
  const findMany: unknown = typeof table === 'object' && table !== null ? Reflect.get(table, 'findMany') : undefined
  if (typeof findMany !== 'function') throw new Error(`the generated client has no ${name}`)
  await expect(findMany.call(table, { take: 1 })).resolves.toBeInstanceOf(Array)
})
