import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { InvalidFilter } from '#lib/errors.ts'
import type { Viewer } from '#lib/viewer.ts'
import { createDatabaseClient, type DatabaseClient } from '#prisma/client.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/test-database.ts'
import { writeGraph } from './graph-fixture.ts'
import { randomGraph } from './graph-random.ts'
import { listEvents } from './list-events.ts'
import { listIdentities } from './list-identities.ts'
import { listSecrets } from './list-secrets.ts'
import { summariseEvents } from './summarise-events.ts'

let database: TestDatabase
let db: DatabaseClient
const owner: Viewer = { userId: 'o', name: 'o', role: 'owner', teams: ['payments'] }
const analyst: Viewer = { userId: 'a', name: 'a', role: 'analyst', teams: 'all' }

beforeAll(async () => {
  database = await createTestDatabase()
  db = createDatabaseClient(database.url, 4)
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await writeGraph(client, randomGraph(1, 200))
  await client.end()
})

afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

const value = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('*', 'old', 'v1', '%', '_', '\\', "'", '";--', '10.0.0.0/8', '::1/128', '::ffff:1.2.3.4', 'read', 'human', "' OR '1'='1"))
const field = fc.constantFrom('', 'secret:', 'identity:', 'version:', 'region:', 'client:', 'feed:', 'code:', 'network:', 'ip:', 'action:', 'kind:', '-secret:', '-version:', '-ip:', 'OR ', '(', ') ')
const searchText = fc.array(fc.tuple(field, value), { minLength: 1, maxLength: 5 }).map((terms) => terms.map((term) => term.join('')).join(' '))

test('whatever is searched for, the answer is rows or what is wrong with the search', async () => {
  await fc.assert(
    fc.asyncProperty(searchText, fc.boolean(), async (q, everything) => {
      const viewer = everything ? analyst : owner
      try {
        const { items } = await listEvents(db, viewer, { q, limit: 500 })
        const { count } = await summariseEvents(db, viewer, { q })
        expect(count).toBe(items.length)
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidFilter)
      }
    }),
    { numRuns: 150 },
  )
})

test('any text is a part of a name to look for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 20 }), async (q) => {
      expect((await listSecrets(db, owner, { q, account: undefined })).total).toBeLessThanOrEqual(10)
      await listIdentities(db, owner, { q, uri: q })
      await listSecrets(db, owner, { cluster: q, namespace: q, team: q })
    }),
    { numRuns: 60 },
  )
})

test('the largest search that is allowed is answered', async () => {
  const q = Array.from({ length: 200 }, (_, index) => `app-${index}`).join(' OR ')
  expect((await listEvents(db, analyst, { q, limit: 500 })).items.length).toBeGreaterThan(0)
  expect((await summariseEvents(db, analyst, { q: Array.from({ length: 200 }, (_, index) => `-v:${index}`.replace('v:', 'version:')).join(' ') })).count).toBeGreaterThan(0)
})
