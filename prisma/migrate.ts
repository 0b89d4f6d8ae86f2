import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

interface Migration {
  name: string
  checksum: string
  script: string
}

const folder = join(import.meta.dirname, 'migrations')

/** The number Prisma's own migration commands lock with, so that neither runs beside the other. */
const migrationLock = 72_707_369

/** The table as Prisma's command line makes it: both may be used on one database (docs/decisions/002-own-migrator.md). */
const createHistory = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`

function readMigrations(): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return names.toSorted().map((name) => {
    const script = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
    return { name, script, checksum: createHash('sha256').update(script).digest('hex') }
  })
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Name → checksum of what the database has. Refuses a history that this version cannot continue. */
async function readHistory(client: pg.Client, known: Migration[]): Promise<Map<string, string>> {
  const exists = await client.query(`SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS present`)
  if (!exists.rows[0].present) return new Map()
  const rows = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  const applied = new Map(rows.rows.map((row) => [row.migration_name, row.checksum]))
  for (const [name, checksum] of applied) {
    const own = known.find((migration) => migration.name === name)
    if (!own) throw new Error(`The database was migrated by a newer Whoread (it has ${name}): use that version or a newer one.`)
    if (own.checksum !== checksum) throw new Error(`The migration ${name} differs from the one this database was made with: use the version it came from, or an empty database.`)
  }
  return applied
}

/** The names of the migrations that the database still lacks. */
export function listPendingMigrations(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    const known = readMigrations()
    const applied = await readHistory(client, known)
    return known.filter((migration) => !applied.has(migration.name)).map((migration) => migration.name)
  })
}

/**
 * Brings the database to this version's schema and returns the names of the migrations it applied. Each is one transaction
 * together with its history row, so a kill leaves none half done; two starts at once wait for each other.
 */
export function migrate(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    const known = readMigrations()
    const applied = await readHistory(client, known)
    const pending = known.filter((migration) => !applied.has(migration.name))
    for (const migration of pending) await apply(client, migration)
    return pending.map((migration) => migration.name)
  })
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(createHistory)
    await client.query(migration.script)
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    )
    await client.query('COMMIT')
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {})
    throw new Error(`The migration ${migration.name} failed and was undone: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
