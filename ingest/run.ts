import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Client } from 'pg'
import { deriveAll } from './derive/derive-all.ts'
import { detectSource } from './detect-source.ts'
import type { ThreadOptions, ThreadReport, ThreadRequest } from './ingest-thread.ts'
import { listObjects, type FileObject } from './readers/list-objects.ts'
import { batchLimits, type BatchLimits, type OpenObject } from './read-object.ts'
import { sourceById, sources } from './sources/registry.ts'
import { installationKey } from './store/installation-key.ts'
import { KeyedIds } from './store/keyed-ids.ts'
import { openFeed, type OpenFeed } from './store/open-feed.ts'
import { loadCheckpoints } from './store/load-checkpoints.ts'

export type IngestOptions = {
  databaseUrl: string
  /** Files, folders, globs. */
  paths: readonly string[]
  /** A source's id, or `auto`: told from each object's first records. */
  source: string
  /** By default the source's id. */
  feed?: string
  /** The `<cluster>` of Vault and Kubernetes names; by default the feed's name. */
  cluster?: string
  demo?: boolean
  threads?: number
  /** Read objects again that were read to their end before and have not changed. */
  reread?: boolean
  /** How much is committed at once. */
  limits?: Partial<BatchLimits>
  onProgress?: (progress: IngestSummary & { objectsDone: number; objectsTotal: number }) => void
}

/** Counts of this run. `accesses`: rows in the graph's event table; `events`: new events; `ignored`: records that say nothing about secrets. */
export type IngestSummary = {
  objects: number
  unchangedObjects: number
  records: number
  events: number
  /** What the events said of targets: one event with n targets is n accesses. */
  facts: number
  duplicates: number
  ignored: number
  quarantined: number
  bytes: number
  seconds: number
}

type Task = { object: OpenObject; feed: OpenFeed }

/** Reads objects into the graph, on all cores, and returns when the derived rows are done. Stopped at any point it goes on where it was. */
export async function ingestPaths(options: IngestOptions): Promise<IngestSummary> {
  const started = performance.now()
  if (options.source !== 'auto' && !sourceById(options.source)) throw new Error(`There is no source "${options.source}". Known: ${sources.map((source) => source.id).join(', ')}, auto.`)
  const client = new Client({ connectionString: options.databaseUrl, application_name: 'whoread ingest' })
  await client.connect()
  try {
    const summary: IngestSummary = { objects: 0, unchangedObjects: 0, records: 0, events: 0, facts: 0, duplicates: 0, ignored: 0, quarantined: 0, bytes: 0, seconds: 0 }
    const key = await installationKey(client)
    const tasks = await planTasks(client, options, new KeyedIds(key), summary)
    await runThreads(tasks, { databaseUrl: options.databaseUrl, installationKey: key, limits: { ...batchLimits, ...options.limits } }, options, summary)
    await deriveAll(client)
    summary.seconds = Math.round(performance.now() - started) / 1000
    return summary
  } finally {
    await client.end()
  }
}

async function planTasks(client: Client, options: IngestOptions, ids: KeyedIds, summary: IngestSummary): Promise<Task[]> {
  const tasks: Task[] = []
  const feeds = new Map<string, OpenFeed & { checkpoints: Awaited<ReturnType<typeof loadCheckpoints>> }>()
  for (const object of await listObjects(options.paths)) {
    const source = options.source === 'auto' ? await detectSource(object.path) : options.source
    if (source === undefined) throw new Error(`${object.path}: none of the sources recognises its records. Say --source ${sources.map((known) => known.id).join(' | ')}.`)
    const name = options.feed ?? source
    let feed = feeds.get(name)
    if (!feed) {
      const opened = await openFeed(client, { name, source, cluster: options.cluster, demo: options.demo ?? false })
      feeds.set(name, (feed = { ...opened, checkpoints: await loadCheckpoints(client, opened.id) }))
    }
    const task = openObject(object, feed, ids.id('object', `${name}\0${object.path}`), options.reread ?? false)
    if (task) tasks.push(task)
    else summary.unchangedObjects++
  }
  return tasks
}

/** Nothing when the object was read to its end and is still the same; where it was left when it was left open. */
function openObject(object: FileObject, feed: OpenFeed & { checkpoints: Awaited<ReturnType<typeof loadCheckpoints>> }, id: string, reread: boolean): Task | undefined {
  const known = feed.checkpoints.get(id)
  const unchanged = known !== undefined && known.size === object.size && known.modifiedAt === object.modifiedAt
  if (unchanged && !reread && !known.state.startsWith('open')) return undefined
  const resume = unchanged && known.state.startsWith('open:') ? { offset: known.position, records: known.records, state: scanState(known.state.slice(5)) } : undefined
  return { object: { ...object, id, resume }, feed }
}

function scanState(text: string): 'top' | 'array1' | 'array2' | 'tail' {
  return text === 'array1' || text === 'array2' || text === 'tail' ? text : 'top'
}

/** One object at a time per thread; the feeds' objects stay together, so that a thread changes feeds rarely. */
async function runThreads(tasks: Task[], workerData: ThreadOptions, options: IngestOptions, summary: IngestSummary): Promise<void> {
  if (tasks.length === 0) return
  const queue = [...tasks]
  const progress = { objectsDone: 0, objectsTotal: tasks.length }
  const count = Math.min(options.threads ?? availableParallelism(), tasks.length)
  await Promise.all(
    Array.from({ length: count }, () =>
      runThread(workerData, queue, (report) => {
        progress.objectsDone = tasks.length - queue.length
        addUp(summary, report)
        options.onProgress?.({ ...summary, ...progress })
      }),
    ),
  )
}

function runThread(workerData: ThreadOptions, queue: Task[], onCommit: (report: Extract<ThreadReport, { kind: 'committed' }>) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./ingest-thread.ts', import.meta.url), { workerData, resourceLimits: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 48 } })
    const send = (request: ThreadRequest) => thread.postMessage(request)
    const next = () => {
      const task = queue.shift()
      if (task) send({ kind: 'read', object: task.object, feed: { id: task.feed.id, name: task.feed.name, source: task.feed.source, cluster: task.feed.cluster } })
      else send({ kind: 'finish' })
    }
    thread.on('message', (report: ThreadReport) => {
      if (report.kind === 'ready') next()
      else if (report.kind === 'committed') onCommit(report)
      else if (report.kind === 'finished') resolve()
      else {
        queue.length = 0
        void thread.terminate()
        reject(new Error(report.message, { cause: report.stack }))
      }
    })
    thread.on('error', reject)
    thread.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`An ingest thread ended with code ${code}.`))))
  })
}

function addUp(summary: IngestSummary, report: Extract<ThreadReport, { kind: 'committed' }>): void {
  summary.objects += report.objects
  summary.records += report.records
  summary.events += report.events
  summary.facts += report.accesses
  summary.duplicates += report.duplicates
  summary.ignored += report.passed
  summary.quarantined += report.quarantined
  summary.bytes += report.bytes
}
