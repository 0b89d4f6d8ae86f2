import { Worker } from 'node:worker_threads'
import { runAsContender } from '../run-contender.ts'

export type FloorOptions = { files: string[]; threads: number; parse: boolean }

/** What no reader of these files in Node can beat on as many cores: unpacking them, and parsing them. */
await runAsContender(async ({ files, threads, parse }: FloorOptions) => {
  const queue = [...files]
  await Promise.all(
    Array.from({ length: threads }, () =>
      new Promise<void>((resolve, reject) => {
        const thread = new Worker(new URL('./floor-thread.ts', import.meta.url), { workerData: { parse } })
        thread.on('message', () => thread.postMessage(queue.shift() ?? null))
        thread.on('error', reject)
        thread.on('exit', () => resolve())
      }),
    ),
  )
  return {}
})
