import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { openEmbeddedDatabase, type OpenDatabase } from './embedded.ts'
import { isAlive } from './embedded-lock.ts'
import { migrate } from './migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testServerUrl: string
    testTemplate: string
  }
}

export interface TestDatabase {
  url: string
  drop: () => Promise<void>
}

/** A crash loses nothing here that a new run does not make again. */
const throwAway = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB', max_connections: '100' }

function openServer(): Promise<OpenDatabase> {
  const url = process.env.TEST_DATABASE_URL
  if (url) return Promise.resolve({ url, close: async () => {} })
  return openEmbeddedDatabase({ dataDir: join(import.meta.dirname, '..', '.whoread', 'test-database'), settings: throwAway })
}

async function run(url: string, statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Names carry the process that made them; what a killed run left behind is removed by the next. */
async function dropLeftovers(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    const found = await client.query<{ datname: string }>(`SELECT datname FROM pg_database WHERE datname ~ '^whoread_test_[0-9]+_'`)
    const dead = found.rows.filter((row) => !isAlive(Number(row.datname.split('_')[2])))
    for (const row of dead) await client.query(`DROP DATABASE IF EXISTS "${row.datname}" WITH (FORCE)`)
  } finally {
    await client.end()
  }
}

/** vitest's global set-up of the project "db": one server and one migrated template for all test files. Returns the tear-down. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer()
  await dropLeftovers(server.url)
  const template = `whoread_test_${process.pid}_template`
  await run(server.url, [`CREATE DATABASE "${template}"`])
  await migrate(databaseUrl(server.url, template))
  project.provide('testServerUrl', server.url)
  project.provide('testTemplate', template)
  return async () => {
    await run(server.url, [`DROP DATABASE IF EXISTS "${template}" WITH (FORCE)`])
    await server.close()
  }
}

/** A fresh, migrated, empty database: call it in `beforeAll` and `drop()` it in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('testServerUrl')
  const template = inject('testTemplate')
  const name = template.replace('template', randomBytes(6).toString('hex'))
  await run(serverUrl, [`CREATE DATABASE "${name}" TEMPLATE "${template}"`])
  return { url: databaseUrl(serverUrl, name), drop: () => run(serverUrl, [`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`]) }
}
