import { parentPort, workerData } from 'node:worker_threads'
import { Client } from 'pg'
import { ReadingStage } from './batch/stage-reading.ts'
import type { Batch } from './batch/batch.ts'
import { ObjectReader, type BatchLimits, type OpenObject } from './read-object.ts'
import { sourceById } from './sources/registry.ts'
import type { Feed } from './sources/source.ts'
import { KeyedIds } from './store/keyed-ids.ts'
import { BatchWriter } from './store/write-batch.ts'

export type ThreadOptions = { databaseUrl: string; installationKey: string; limits: BatchLimits }
export type ThreadRequest = { kind: 'read'; object: OpenObject; feed: Feed & { id: number } } | { kind: 'finish' }
export type ThreadReport =
  | { kind: 'ready' }
  | { kind: 'committed'; records: number; events: number; accesses: number; duplicates: number; passed: number; quarantined: number; bytes: number; objects: number }
  | { kind: 'finished' }
  | { kind: 'failed'; message: string; stack: string }

/** One core's worth of the pipeline: takes objects one by one, reads them into batches, commits a batch while it reads the next. */
async function main({ databaseUrl, installationKey, limits }: ThreadOptions): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('This file runs as a worker thread.')
  const client = new Client({ connectionString: databaseUrl, application_name: 'whoread ingest' })
  await client.connect()
  await client.query('SET synchronous_commit = off')
  const writer = new BatchWriter(client)
  const stage = new ReadingStage(new KeyedIds(installationKey))
  let committing: Promise<void> = Promise.resolve()
  let reader: ObjectReader | undefined
  let readerFeed = -1

  const flush = async (batch: Batch) => {
    await committing
    committing = writer.write(batch).then((written) => report({ kind: 'committed', ...written, records: batch.size.records, passed: batch.size.passed, quarantined: batch.size.quarantined, bytes: batch.size.bytes, objects: batch.objects.size }))
    committing.catch(fail)
  }
  const report = (message: ThreadReport) => port.postMessage(message)
  const fail = (cause: unknown) => report({ kind: 'failed', message: cause instanceof Error ? cause.message : String(cause), stack: cause instanceof Error ? String(cause.stack) : '' })

  const handle = async (request: ThreadRequest) => {
    if (request.kind === 'finish') {
      await reader?.handOn()
      await committing
      await client.end()
      report({ kind: 'finished' })
      port.close()
      return
    }
    if (!reader || readerFeed !== request.feed.id) {
      await reader?.handOn()
      const source = sourceById(request.feed.source)
      if (!source) throw new Error(`There is no source "${request.feed.source}".`)
      reader = new ObjectReader({ source, feed: request.feed, stage, limits, flush })
      readerFeed = request.feed.id
    }
    await reader.read(request.object)
    report({ kind: 'ready' })
  }

  port.on('message', (request: ThreadRequest) => void handle(request).catch(fail))
  report({ kind: 'ready' })
}

await main(workerData as ThreadOptions)
