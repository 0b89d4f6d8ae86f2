import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'

import { createUser } from '../accounts/create-user.ts'
import { loadDemo } from '../demo/load-demo.ts'
import { demoOwnership } from '../demo/ownership.ts'
import { refreshSecretOwners } from '../ingest/store/refresh-secret-owners.ts'
import { createDatabaseClient } from '../prisma/client.ts'
import { openEmbeddedDatabase } from '../prisma/embedded.ts'
import { migrate } from '../prisma/migrate.ts'
import { dataDir, password, users } from './people.ts'

const root = join(import.meta.dirname, '..')
/** Enough for "last week" and a day before it. */
const demoDays = 9

/** A throw-away database, the demo organisation's raw logs through the real worker, and the built app in front of it. Returns the tear-down. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  await rm(dataDir, { recursive: true, force: true })
  const database = await openEmbeddedDatabase({ dataDir, settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } })
  await migrate(database.url)
  await loadDemo({ url: database.url, environment: { dataDir }, days: demoDays })
  await writeOwnership(database.url)
  await writeUsers(database.url)
  buildWhenNeeded()
  const { url, server } = await startWeb(database.url)
  process.env.WHOREAD_E2E_URL = url
  process.env.WHOREAD_E2E_DATABASE = database.url
  return async () => {
    await stop(server)
    await database.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

function buildWhenNeeded(): void {
  const script = `import { build } from './scripts/build.mjs'; build({ quiet: true })`
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, stdio: 'inherit' })
}

async function writeUsers(url: string): Promise<void> {
  const db = createDatabaseClient(url, 1)
  for (const user of users) await createUser(db, { ...user, password }, 'browser tests')
  await db.$disconnect()
}

/** Who owns what is configuration, not log data: it does not come through the worker. */
async function writeOwnership(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  for (const { pattern, team, environment, tier } of demoOwnership) {
    await client.query('INSERT INTO "ownership" ("pattern", "team", "environment", "tier") VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [pattern, team, environment, tier])
  }
  await refreshSecretOwners(client)
  await client.end()
}

async function startWeb(databaseUrl: string): Promise<{ url: string; server: ChildProcess }> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = { ...process.env, NODE_ENV: 'production' as const, DATABASE_URL: databaseUrl, NEXTAUTH_URL: url, NEXTAUTH_SECRET: 'only for browser tests', NEXT_TELEMETRY_DISABLED: '1' }
  const server = spawn(process.execPath, [join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'start', '--port', String(port)], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] })
  const deadline = Date.now() + 60_000
  while (!(await answers(url))) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error('The web server did not start.')
    await new Promise((done) => setTimeout(done, 200))
  }
  return { url, server }
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/login`).then((response) => response.ok, () => false)
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('There is no free port.'))))
    })
  })
}

function stop(server: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (server.exitCode !== null) return done()
    server.once('exit', () => done())
    server.kill('SIGTERM')
  })
}
