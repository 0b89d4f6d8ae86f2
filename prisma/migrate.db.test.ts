import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabaseClient } from './client.ts'
import { listPendingMigrations, migrate } from './migrate.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(async () => {
  await database.drop()
})

async function query(sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

test('a migrated database has nothing pending and a second run applies nothing', async () => {
  expect(await listPendingMigrations(database.url)).toEqual([])
  expect(await migrate(database.url)).toEqual([])
})

test('the generated client reads what the migrations made', async () => {
  const client = createDatabaseClient(database.url, 1)
  expect(await client.secret.count()).toBe(0)
  await client.$disconnect()
})

describe('from nothing', () => {
  beforeAll(async () => {
    await query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  })

  test('four starts at once apply each migration once', async () => {
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url)))
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
    const history = await query('SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL')
    expect(history.rows.map((row) => row.migration_name)).toEqual(applied.flat())
  })

  test('a changed migration is refused in one sentence', async () => {
    await query(`UPDATE "_prisma_migrations" SET checksum = repeat('0', 64)`)
    await expect(migrate(database.url)).rejects.toThrow('differs from the one this database was made with')
  })

  test('a database of a newer version is refused in one sentence', async () => {
    await query(`UPDATE "_prisma_migrations" SET migration_name = '9999_future'`)
    await expect(migrate(database.url)).rejects.toThrow('migrated by a newer Whoread (it has 9999_future)')
  })
})
