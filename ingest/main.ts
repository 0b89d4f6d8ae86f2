import { Client } from 'pg'
import type { Environment } from '#lib/environment.ts'
import { deriveAll } from './derive/derive-all.ts'

export type WorkerOptions = { databaseUrl: string; environment: Environment; signal: AbortSignal; onReady: () => void }

/** Batches come in bursts: what they mark is derived together, this long after the first. */
const settleMs = 200

/**
 * The worker process: keeps everything inferred up to date with what batches leave marked, whoever committed them.
 * A batch notifies; a mark that a killed process left behind is found at the start. Resolves after `signal`, never in the middle of a derivation.
 */
export async function runWorker({ databaseUrl, signal, onReady }: WorkerOptions): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'whoread worker' })
  await client.connect()
  const wakeUps = new WakeUps(signal)
  client.on('notification', () => wakeUps.ring())
  client.on('error', (cause) => wakeUps.fail(cause))
  try {
    await client.query('LISTEN whoread_batch')
    await deriveAll(client)
    onReady()
    while (await wakeUps.next()) {
      await pause(settleMs)
      await deriveAll(client)
    }
  } finally {
    await client.end()
  }
}

/** Remembers that somebody rang, so that a ring during work is not lost. */
class WakeUps {
  private rung = false
  private failure: Error | undefined
  private wake: (() => void) | undefined
  private readonly signal: AbortSignal

  constructor(signal: AbortSignal) {
    this.signal = signal
    signal.addEventListener('abort', () => this.wake?.())
  }

  ring(): void {
    this.rung = true
    this.wake?.()
  }

  fail(cause: Error): void {
    this.failure = cause
    this.wake?.()
  }

  /** True when there is work, false when it is time to stop; throws when the connection is lost, so that whoever supervises the worker starts it anew. */
  async next(): Promise<boolean> {
    while (!this.rung && !this.signal.aborted && !this.failure)
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    if (this.failure) throw new Error('The worker lost its database connection.', { cause: this.failure })
    this.rung = false
    return !this.signal.aborted
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
