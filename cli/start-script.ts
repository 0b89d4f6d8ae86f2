import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** Runs one of `scripts/` where its result is missing or older than its sources. What it prints goes to standard error. */
export function startScript(name: 'generate.mjs' | 'build.mjs'): { child: ChildProcess; ended: Promise<void> } {
  const script = join(import.meta.dirname, '..', 'scripts', name)
  const child = spawn(process.execPath, [script, '--if-stale'], { stdio: ['ignore', 2, 2] })
  const ended = once(child, 'exit').then(([code]) => {
    if (code !== 0) throw new Error(`Preparing with scripts/${name} failed: see the message above.`)
  })
  ended.catch(() => {})
  return { child, ended }
}
