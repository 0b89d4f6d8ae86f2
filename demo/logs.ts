import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { createGzip, gzip, type Gzip } from 'node:zlib'
import type { Period } from './calendar.ts'
import { accounts, demoFeeds, type AccountName, type ClusterName } from './organisation.ts'
import type { Random } from './random.ts'

const compress = promisify(gzip)
/** Objects that may still be on their way to the disk while the story goes on. */
const filesAtOnce = 8
const lineBufferBytes = 1 << 20

/** Where records go. A record outside the period is not written, so nothing happens before the logs begin or in the future. */
export type Logs = {
  aws(account: AccountName, region: string, at: number, record: object): void
  gcp(at: number, record: object): void
  vault(at: number, record: object): void
  kubernetes(cluster: ClusterName, at: number, record: object): void
  /** One more operation on a secret was written (its key service's trace, its request line and its session are not counted). */
  count(at: number): void
  /** Writes what happened before `end`, in the order of time; later records wait. */
  flush(end: number): Promise<void>
  close(): Promise<{ files: number; events: number }>
}

type Line = { at: number; text: string }

export function createLogs(folder: string, period: Period, random: Random): Logs {
  const pending = new Map<string, Line[]>()
  const streams = new Map<string, LineFile>()
  const names = random.stream('file names')
  const folders = new Set<string>()
  let files = 0
  let events = 0
  const inside = (at: number) => at >= period.start && at < period.end
  const add = (target: string, at: number, record: object) => {
    if (!inside(at)) return
    const lines = pending.get(target)
    const line = { at, text: JSON.stringify(record) }
    if (lines) lines.push(line)
    else pending.set(target, [line])
  }

  const writing = new Set<Promise<void>>()
  const begin = async (path: string, lines: Line[]) => {
    files += 1
    const written = writeTrail(join(folder, 'demo-aws', path), lines, folders)
    writing.add(written)
    await (writing.size < filesAtOnce ? undefined : Promise.all(writing).then(() => writing.clear()))
  }

  async function flush(end: number): Promise<void> {
    for (const target of [...pending.keys()].sort()) {
      const lines = takeBefore(pending, target, end)
      if (lines.length === 0) continue
      if (target.startsWith('aws ')) await begin(trailPath(target, end, names), lines)
      else await streamOf(linesPath(target, end)).write(lines)
    }
  }

  function streamOf(path: string): LineFile {
    const open = streams.get(path)
    if (open) return open
    files += 1
    const file = new LineFile(join(folder, path))
    streams.set(path, file)
    return file
  }

  return {
    aws: (account, region, at, record) => add(`aws ${account} ${region}`, at, record),
    gcp: (at, record) => add('gcp', at, record),
    vault: (at, record) => add('vault', at, record),
    kubernetes: (cluster, at, record) => add(`k8s ${cluster}`, at, record),
    count: (at) => {
      if (inside(at)) events += 1
    },
    flush,
    async close() {
      await Promise.all(writing)
      await Promise.all([...streams.values()].map((file) => file.close()))
      return { files, events }
    },
  }
}

function takeBefore(pending: Map<string, Line[]>, target: string, end: number): Line[] {
  const lines = pending.get(target) ?? []
  pending.set(target, lines.filter((line) => line.at >= end))
  return lines.filter((line) => line.at < end).sort((one, other) => one.at - other.at)
}

/** CloudTrail: one object per account, region and hour, in the day's folder. */
function trailPath(target: string, end: number, names: Random): string {
  const [, account, region] = target.split(' ') as [string, AccountName, string]
  const delivered = new Date(end)
  const id = accounts[account]
  const day = delivered.toISOString().slice(0, 10).replaceAll('-', '/')
  const minute = delivered.toISOString().slice(0, 16).replace(/[-:]/g, '')
  return `AWSLogs/${id}/CloudTrail/${region}/${day}/${id}_CloudTrail_${region}_${minute}Z_${names.key(16)}.json.gz`
}

function linesPath(target: string, end: number): string {
  if (target === 'vault') return 'demo-vault/vault/audit.log'
  if (target === 'gcp') return `demo-gcp/gcp/audit-${new Date(end - 1).toISOString().slice(0, 10).replaceAll('-', '')}.jsonl.gz`
  const cluster = target.slice('k8s '.length)
  const feed = demoFeeds.find((one) => 'cluster' in one && one.cluster === cluster)
  return `${feed?.name}/k8s/${cluster}/audit.log.gz`
}

async function writeTrail(path: string, lines: Line[], folders: Set<string>): Promise<void> {
  if (!folders.has(dirname(path))) await mkdir(dirname(path), { recursive: true })
  folders.add(dirname(path))
  await writeFile(path, await compress(`{"Records":[${lines.map((line) => line.text).join(',')}]}`, { level: 1 }))
}

/** One growing file of lines, compressed when its name says so; waits when the disk is slower than the story. */
class LineFile {
  readonly path: string
  private sink?: WriteStream
  private head?: WriteStream | Gzip

  constructor(path: string) {
    this.path = path
  }

  async write(lines: Line[]): Promise<void> {
    const head = this.head ?? (await this.open())
    const text = lines.map((line) => `${line.text}\n`).join('')
    if (!head.write(text)) await once(head, 'drain')
  }

  async close(): Promise<void> {
    if (!this.head || !this.sink) return
    const finished = once(this.sink, 'close')
    this.head.end()
    await finished
  }

  private async open(): Promise<WriteStream | Gzip> {
    await mkdir(dirname(this.path), { recursive: true })
    const sink = createWriteStream(this.path, { highWaterMark: lineBufferBytes })
    const packer = this.path.endsWith('.gz') ? createGzip({ level: 1 }) : undefined
    packer?.pipe(sink)
    this.sink = sink
    this.head = packer ?? sink
    return this.head
  }
}
