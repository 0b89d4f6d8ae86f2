import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Environment } from '#lib/environment.ts'

export interface Service {
  name: 'web' | 'worker'
  child: ChildProcess
  /** Resolves when it does its work: the web interface answers, the worker says so. */
  ready: Promise<unknown>
  /** Rejects when the process ends by itself; never resolves. */
  failure: Promise<never>
}

const answerTimeoutMs = 60_000

/** Starts `whoread web` or `whoread worker` beside us. The channel to it tells it to stop when we are gone, killed ones included. */
export function startService(name: Service['name'], environment: Environment, databaseUrl: string): Service {
  const logFile = join(resolve(environment.dataDir), `${name}.log`)
  const log = openSync(logFile, 'w', 0o600)
  const child = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, 'main.ts'), name], {
    // A group of its own: Ctrl-C is for us, and we stop our children in order.
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
  closeSync(log)
  const failure = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`The ${name} process ended by itself: ${lastLine(logFile)} (log: ${logFile})`)))
  })
  // Stopping it on purpose ends it too, when nobody waits for this any more.
  failure.catch(() => {})
  const ready = name === 'web' ? untilAnswers(`http://127.0.0.1:${environment.port}`) : once(child, 'message')
  ready.catch(() => {})
  return { name, child, ready, failure }
}

async function untilAnswers(url: string): Promise<void> {
  const deadline = Date.now() + answerTimeoutMs
  for (;;) {
    try {
      const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5_000) })
      await answer.body?.cancel()
      return
    } catch (cause) {
      if (Date.now() > deadline) throw new Error(`The web interface did not answer at ${url} within ${answerTimeoutMs / 1000} s.`, { cause })
      await pause(100)
    }
  }
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').findLast((line) => line !== '') ?? 'it said nothing'
}
