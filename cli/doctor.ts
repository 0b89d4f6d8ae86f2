import { existsSync, statfsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import pg from 'pg'
import { parseEnvironment, type Environment } from '#lib/environment.ts'
import { listPendingMigrations } from '#prisma/migrate.ts'
import { openDatabase } from '#prisma/open-database.ts'
import { printJson, printNotice, printTable } from './print.ts'

interface Check {
  check: string
  ok: boolean
  detail: string
}

const diskFreeMinGb = 2

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check environment, database, disk and feeds')
    .option('--json', 'print the checks as JSON')
    .action(runDoctor)
}

async function runDoctor(options: { json?: boolean }): Promise<void> {
  const checks = await examine()
  if (options.json) printJson({ ok: checks.every((check) => check.ok), checks })
  else printTable(['check', 'result', 'detail'], checks.map(({ check, ok, detail }) => [check, ok ? 'ok' : 'FAILED', detail]))
  if (checks.some((check) => !check.ok)) process.exitCode = 1
}

async function examine(): Promise<Check[]> {
  const checks: Check[] = [{ check: 'node', ok: Number(process.versions.node.split('.')[0]) >= 24, detail: process.version }]
  let environment: Environment
  try {
    environment = parseEnvironment(process.env)
  } catch (error) {
    return [...checks, failed('environment', error)]
  }
  checks.push({ check: 'environment', ok: true, detail: `web port ${environment.port}, ingest port ${environment.ingestPort}` })
  checks.push(examineDisk(environment), examineBuild())
  return [...checks, ...(await examineDatabase(environment))]
}

function examineDisk(environment: Environment): Check {
  let folder = resolve(environment.dataDir)
  while (!existsSync(folder)) folder = join(folder, '..')
  const disk = statfsSync(folder)
  const freeGb = (disk.bavail * disk.bsize) / 1024 ** 3
  return { check: 'disk', ok: freeGb >= diskFreeMinGb, detail: `${freeGb.toFixed(1)} GB free for ${resolve(environment.dataDir)}` }
}

function examineBuild(): Check {
  const built = existsSync(join(import.meta.dirname, '..', '.next', 'BUILD_ID'))
  return { check: 'web application', ok: built, detail: built ? 'built' : 'not built: npm run build, or npm run up' }
}

async function examineDatabase(environment: Environment): Promise<Check[]> {
  const kind = environment.databaseUrl ? 'DATABASE_URL' : 'embedded'
  try {
    const database = await openDatabase(environment, printNotice)
    try {
      const pending = await listPendingMigrations(database.url)
      const migrations = { check: 'migrations', ok: pending.length === 0, detail: pending.length === 0 ? 'all applied' : `missing: ${pending.join(', ')}; run whoread migrate` }
      const feeds = pending.length === 0 ? [await examineFeeds(database.url)] : []
      return [{ check: 'database', ok: true, detail: `${kind}, reachable` }, migrations, ...feeds]
    } finally {
      await database.close()
    }
  } catch (error) {
    return [failed('database', error)]
  }
}

async function examineFeeds(url: string): Promise<Check> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query<{ name: string; source: string }>('SELECT name, source FROM feed ORDER BY name')
    const names = found.rows.map((feed) => `${feed.name} (${feed.source})`)
    return { check: 'feeds', ok: true, detail: names.length > 0 ? names.join(', ') : 'none yet: whoread ingest <path> makes the first' }
  } finally {
    await client.end()
  }
}

function failed(check: string, error: unknown): Check {
  return { check, ok: false, detail: error instanceof Error ? error.message : String(error) }
}
