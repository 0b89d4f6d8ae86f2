import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, openSync, closeSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Account, type Binaries, prepareBinaries } from './embedded-binaries.ts'
import { databaseAccount, makePrivateFolder, prepareDataFolder, prepareHome } from './embedded-home.ts'
import { isAlive, joinUsers, leaveUsers, withFolderLock } from './embedded-lock.ts'

export interface OpenDatabase {
  url: string
  /** Ends this use of the database; an embedded server stops when its last user leaves. */
  close: () => Promise<void>
}

export interface EmbeddedOptions {
  dataDir: string
  /** Server settings in place of the usual ones (the tests give up durability for speed). */
  settings?: Record<string, string>
  onNotice?: (sentence: string) => void
}

interface Site {
  cluster: string
  dataFolder: string
  home: string
  account: Account | undefined
  password: string
  settings: Record<string, string>
}

interface Server {
  pid: number
  port: number
}

const startTimeoutMs = 90_000
const stopTimeoutMs = 60_000
const logBytesMax = 16 * 1024 * 1024

/** Nothing else of ours reaches the server: DATABASE_URL, for one, holds a password. */
const serverEnvironment: NodeJS.ProcessEnv = { PATH: process.env.PATH, LC_ALL: 'C', NODE_ENV: 'production' }

/** Fast without giving up durability: fsync and synchronous_commit stay on. Failing statements are not logged: their parameters come from logs. */
const usualSettings: Record<string, string> = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  wal_compression: 'on',
  checkpoint_timeout: '15min',
  work_mem: '32MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  max_connections: '60',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** Joins the embedded PostgreSQL that already serves `dataDir`, else starts it (and makes it at the first start). */
export async function openEmbeddedDatabase(options: EmbeddedOptions): Promise<OpenDatabase> {
  const dataFolder = prepareDataFolder(options.dataDir)
  return withFolderLock(dataFolder, async () => {
    const home = prepareHome(dataFolder, databaseAccount(dataFolder), options.onNotice ?? (() => {}))
    const account = databaseAccount(home)
    const settings = { ...usualSettings, ...options.settings }
    const site: Site = { cluster: join(home, 'postgres'), dataFolder, home, account, password: ownPassword(home), settings }
    const entry = joinUsers(dataFolder)
    try {
      const server = (await findRunning(site)) ?? (await start(site))
      return { url: urlOf(site, server.port, 'whoread'), close: () => leave(site, entry) }
    } catch (error) {
      leaveUsers(dataFolder, entry)
      throw error
    }
  })
}

/** Beside the database's own files, wherever they are: a data folder that is deleted and made again finds both or neither. */
function ownPassword(home: string): string {
  const path = join(home, 'postgres-password')
  try {
    if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  } catch (cause) {
    throw new Error(`The data folder ${home} belongs to another user: run Whoread as that user, or set WHOREAD_DATA_DIR.`, { cause })
  }
  const password = randomBytes(24).toString('base64url')
  writeFileSync(path, `${password}\n`, { mode: 0o600 })
  return password
}

function urlOf(site: Site, port: number, database: string): string {
  return `postgresql://whoread:${site.password}@127.0.0.1:${port}/${database}`
}

/** postmaster.pid is the server's own record: line 1 its process, line 4 its port. */
function readPostmaster(site: Site): Server | undefined {
  try {
    const lines = readFileSync(join(site.cluster, 'postmaster.pid'), 'utf8').split('\n')
    const server = { pid: Number(lines[0]), port: Number(lines[3]) }
    return server.pid > 0 ? server : undefined
  } catch {
    return undefined
  }
}

/** After a crash of the machine or a new container another program can have the recorded process id. */
function isOurServer(site: Site, pid: number): boolean {
  if (!isAlive(pid)) return false
  const commandLine = existsSync('/proc/self/cmdline')
    ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    : spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout
  return commandLine.includes(site.cluster)
}

async function findRunning(site: Site): Promise<Server | undefined> {
  const server = readPostmaster(site)
  if (!server) return undefined
  if (!isOurServer(site, server.pid)) {
    // PostgreSQL clears the record of a dead process itself, but takes a living stranger for its own server.
    if (isAlive(server.pid)) rmSync(join(site.cluster, 'postmaster.pid'), { force: true })
    return undefined
  }
  await untilReady(site, server.port, () => !isAlive(server.pid))
  return server
}

async function start(site: Site): Promise<Server> {
  const binaries = prepareBinaries(site.account, site.home)
  if (!existsSync(site.cluster)) initialise(site, binaries)
  const deadline = Date.now() + startTimeoutMs
  for (;;) {
    const port = await freePort()
    const child = launch(site, binaries, port)
    try {
      await untilReady(site, port, () => child.exitCode !== null || child.signalCode !== null)
      return { pid: child.pid ?? 0, port }
    } catch (error) {
      child.kill('SIGINT')
      // After a kill -9 the server's children hold its memory for a moment longer; a port may be taken just before we use it.
      const passing = /pre-existing shared memory|could not bind|could not create any TCP|lock file "postmaster.pid"/.test(logTail(site))
      if (!passing || Date.now() > deadline) throw error
      await pause(500)
    }
  }
}

function launch(site: Site, binaries: Binaries, port: number): ChildProcess {
  const logFile = join(site.dataFolder, 'postgres.log')
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > logBytesMax) truncateSync(logFile)
  const log = openSync(logFile, 'a', 0o600)
  const settings = { ...site.settings, listen_addresses: '127.0.0.1', unix_socket_directories: '' }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  try {
    // Detached: Ctrl-C reaches the whole foreground group, and the server must outlive the worker's last commit.
    const child = spawn(binaries.postgres, ['-D', site.cluster, '-p', String(port), ...flags], {
      ...site.account,
      cwd: '/',
      detached: true,
      env: serverEnvironment,
      stdio: ['ignore', log, log],
    })
    child.on('error', () => {})
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

/** Built under another name and renamed when complete, so an interrupted first start leaves nothing half made. */
function initialise(site: Site, binaries: Binaries): void {
  const draft = `${site.cluster}.new`
  const passwordFile = `${site.cluster}.new-password`
  rmSync(draft, { recursive: true, force: true })
  rmSync(passwordFile, { force: true })
  makePrivateFolder(draft, site.account)
  writeFileSync(passwordFile, `${site.password}\n`, { mode: 0o600 })
  if (site.account) chownSync(passwordFile, site.account.uid, site.account.gid)
  const flags = ['--username=whoread', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--no-instructions']
  // The built-in C.UTF-8 sorts by code point everywhere: the same order on every machine, and no index breaks with a new libc.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const durable = site.settings.fsync === 'off' ? ['--no-sync'] : []
  const run = spawnSync(binaries.initdb, ['-D', draft, ...flags, ...locale, ...durable], {
    ...site.account,
    cwd: '/',
    env: serverEnvironment,
    encoding: 'utf8',
  })
  rmSync(passwordFile, { force: true })
  if (run.status !== 0) {
    rmSync(draft, { recursive: true, force: true })
    throw new Error(`The embedded database could not be made in ${site.cluster}: ${lastLine(run.stderr ?? '') || run.error?.message}`)
  }
  renameSync(draft, site.cluster)
}

async function untilReady(site: Site, port: number, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + startTimeoutMs
  for (;;) {
    const client = new pg.Client({ connectionString: urlOf(site, port, 'postgres'), connectionTimeoutMillis: 5_000 })
    try {
      await client.connect()
      const found = await client.query("SELECT 1 FROM pg_database WHERE datname = 'whoread'")
      if (found.rowCount === 0) await client.query('CREATE DATABASE whoread')
      return
    } catch (cause) {
      if (hasEnded()) throw new Error(`The embedded database did not start: ${lastLine(logTail(site)) || 'no reason given'} (log: ${join(site.dataFolder, 'postgres.log')})`, { cause })
      if (cause instanceof Error && 'code' in cause && cause.code === '28P01') {
        throw new Error(`The embedded database in ${site.cluster} does not accept the password in ${join(site.home, 'postgres-password')}.`, { cause })
      }
      if (Date.now() > deadline) throw new Error(`The embedded database did not answer within ${startTimeoutMs / 1000} s (log: ${join(site.dataFolder, 'postgres.log')}).`, { cause })
      await pause(40)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

function leave(site: Site, entry: string): Promise<void> {
  return withFolderLock(site.dataFolder, async () => {
    if (!leaveUsers(site.dataFolder, entry)) return
    const server = readPostmaster(site)
    if (!server || !isOurServer(site, server.pid)) return
    // Fast shutdown: connections are ended, everything committed is on disk, no recovery at the next start.
    process.kill(server.pid, 'SIGINT')
    const deadline = Date.now() + stopTimeoutMs
    while (readPostmaster(site)?.pid === server.pid && isAlive(server.pid) && Date.now() < deadline) await pause(25)
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))))
    })
  })
}

function logTail(site: Site): string {
  const path = join(site.dataFolder, 'postgres.log')
  return existsSync(path) ? readFileSync(path, 'utf8').slice(-2_000) : ''
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n')
  return (lines.findLast((line) => /FATAL|PANIC|ERROR|error:/.test(line)) ?? lines.at(-1) ?? '').trim()
}
