import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const attemptPauseMs = 50

/** True also for processes of other users, which answer "not permitted" rather than "no such process". */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function readPid(path: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(path, 'utf8'), 10)
  } catch {
    return undefined
  }
}

/** The file appears complete or not at all: it is written under another name and linked, which fails when the lock exists. */
function tryLock(path: string): boolean {
  const draft = `${path}.${process.pid}.${randomUUID()}`
  writeFileSync(draft, `${process.pid}\n`, { mode: 0o600 })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Takes a dead process's lock away. Renaming lets one of several finders win; a lock that was renewed meanwhile is put back. */
function clearDeadLock(path: string): void {
  const holder = readPid(path)
  if (holder === undefined || isAlive(holder)) return
  const aside = `${path}.dead.${randomUUID()}`
  try {
    renameSync(path, aside)
    if (readPid(aside) !== holder) linkSync(aside, path)
  } catch {
    // Somebody else was faster.
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Runs `work` while no other process on this machine runs one for the same folder. A killed holder's lock is taken over. */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>, timeoutMs = 120_000): Promise<T> {
  const path = join(folder, 'postgres.lock')
  const deadline = Date.now() + timeoutMs
  while (!tryLock(path)) {
    clearDeadLock(path)
    if (Date.now() > deadline) throw new Error(`Another command (process ${readPid(path) ?? 'unknown'}) has been starting or stopping the database in ${folder} for too long.`)
    await pause(attemptPauseMs)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

/**
 * Who is using the embedded database: a file for each use. The last one to leave stops the server, so a command that
 * joined a running `whoread up` neither stops it on leaving nor loses it when `up` ends first. Returns the name of the entry.
 */
export function joinUsers(folder: string): string {
  const users = join(folder, 'postgres-users')
  mkdirSync(users, { recursive: true, mode: 0o700 })
  const entry = `${process.pid}-${randomUUID()}`
  writeFileSync(join(users, entry), '')
  return entry
}

/** Returns true when no living process is left. */
export function leaveUsers(folder: string, entry: string): boolean {
  const users = join(folder, 'postgres-users')
  for (const name of readdirSync(users)) {
    if (name === entry || !isAlive(Number.parseInt(name, 10))) rmSync(join(users, name), { force: true })
  }
  return readdirSync(users).length === 0
}
