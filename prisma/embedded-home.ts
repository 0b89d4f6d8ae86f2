import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Account, isReachable, unprivilegedAccount } from './embedded-binaries.ts'

/** Makes the data folder, or says in one sentence why it cannot be used. */
export function prepareDataFolder(dataDir: string): string {
  const folder = resolve(dataDir)
  try {
    const made = mkdirSync(folder, { recursive: true })
    if (made) chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason'
    throw new Error(`The data folder ${folder} cannot be made (${code}): set WHOREAD_DATA_DIR to a folder this user can write to.`, { cause })
  }
  if (!isReachable(folder, undefined, '-w')) {
    throw new Error(`The data folder ${folder} is not writable for this user: set WHOREAD_DATA_DIR to one that is.`)
  }
  return folder
}

/**
 * Where the database's own files go: the data folder, or, when root started us and the account that PostgreSQL runs under
 * cannot get there (a checkout in /root), a folder that it can reach. The choice depends on the data folder's path alone, so the next
 * start finds the same data again.
 */
export function prepareHome(dataFolder: string, account: Account | undefined, onNotice: (sentence: string) => void): string {
  if (!account || isReachable(dataFolder, account)) return dataFolder
  const id = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)
  for (const base of ['/var/lib', '/var/tmp']) {
    const home = join(base, `whoread-${id}`)
    if (!makeOwnFolder(home) || !isReachable(home, account)) continue
    onNotice(`The database's files are in ${home}, because the account that PostgreSQL runs under cannot reach ${dataFolder}.`)
    return home
  }
  throw new Error(`The account that PostgreSQL runs under (uid ${account.uid}) cannot reach ${dataFolder}: set WHOREAD_DATA_DIR to a folder whose parents are open to it, such as /srv/whoread.`)
}

/** A database made under one account stays with it when root comes by: PostgreSQL insists that its files are its own. */
export function databaseAccount(home: string): Account | undefined {
  const own = unprivilegedAccount()
  const existing = statSync(join(home, 'postgres'), { throwIfNoEntry: false })
  return own && existing && existing.uid !== 0 ? { uid: existing.uid, gid: existing.gid } : own
}

/** In a folder where everybody may write, somebody else may have put this name first: only a folder of root's own will do. */
function makeOwnFolder(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o711 })
  } catch {
    const found = lstatSync(path, { throwIfNoEntry: false })
    return found !== undefined && found.isDirectory() && found.uid === 0
  }
  chmodSync(path, 0o711)
  return true
}

/** A folder only the database's account may open. */
export function makePrivateFolder(path: string, account: Account | undefined): void {
  mkdirSync(path, { mode: 0o700 })
  if (account) chownSync(path, account.uid, account.gid)
}
