import { globSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { readdir, stat } from 'node:fs/promises'

export type FileObject = { path: string; size: number; modifiedAt: string }

/** Rotated and compressed logs by their usual names; other files in a folder (README, .sig) are not logs. A file named outright is taken whatever its name. */
const logName = /\.(json|jsonl|ndjson|log|txt)([.-]\d[\d.T-]*)?(\.gz|\.zst)?$/i

/** Files, folders (walked) and globs → the objects to read, in a stable order. Throws one readable sentence when a path names nothing. */
export async function listObjects(paths: readonly string[]): Promise<FileObject[]> {
  const found = new Map<string, FileObject>()
  for (const path of paths) for (const object of await expand(path)) found.set(object.path, object)
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function expand(path: string): Promise<FileObject[]> {
  const info = await stat(path).catch(() => undefined)
  if (info?.isFile()) return [objectOf(path)]
  if (info?.isDirectory()) return (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && logName.test(entry.name)).map((entry) => objectOf(`${entry.parentPath}/${entry.name}`))
  const matches = globSync(path).filter((match) => statSync(match).isFile())
  if (matches.length === 0) throw new Error(`${path}: there is no such file or folder, and as a pattern it matches nothing.`)
  return matches.map(objectOf)
}

function objectOf(path: string): FileObject {
  const absolute = resolve(path)
  const info = statSync(absolute)
  return { path: absolute, size: info.size, modifiedAt: info.mtime.toISOString() }
}
