import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

const graceMs = 10_000

/** Ends a child process: politely, and after ten seconds for good. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await ended
  clearTimeout(force)
}

/** Resolves at Ctrl-C, SIGTERM, or when the process that started this one is gone, so that no server outlives its `up`. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      // The channel to the process that started us would keep us alive.
      if (process.connected) process.disconnect()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, stop)
  })
}

/** Runs until we are told to stop, and then ends the child; a child that ends by itself is an error. */
export async function untilStopped(child: ChildProcess, name: string): Promise<void> {
  const ended = once(child, 'exit').then(([code]) => `code ${code ?? 'unknown'}`)
  const outcome = await Promise.race([ended, stopSignal().then(() => undefined)])
  if (outcome !== undefined) throw new Error(`${name} ended by itself with ${outcome}.`)
  await stopChild(child)
}
