import { hash } from 'node:crypto'
import type { ReasonCode } from '#lib/reason-codes.ts'
import { emptyBatch, type Batch } from './batch/batch.ts'
import type { ReadingStage } from './batch/stage-reading.ts'
import { RecordScanner, type RecordFrame, type ScanState } from './framing/record-scanner.ts'
import type { FileObject } from './readers/list-objects.ts'
import { objectBytes, type ObjectEnd } from './readers/object-bytes.ts'
import { readValue } from './sources/read.ts'
import type { Feed, Source } from './sources/source.ts'

/** A batch is committed when it is full; that is looked at after every chunk of an object's bytes. */
export type BatchLimits = { accesses: number; records: number; bytes: number; chunkBytes: number }

/** Enough per transaction that statements cost little, little enough that memory stays flat. */
export const batchLimits: BatchLimits = { accesses: 12_000, records: 250_000, bytes: 192 * 1024 * 1024, chunkBytes: 1024 * 1024 }

export type OpenObject = FileObject & { id: string; resume?: { state: ScanState; offset: number; records: number } }

/** Reads objects of one feed into batches; hands on every batch that is full. */
export class ObjectReader {
  batch: Batch
  private readonly source: Source
  private readonly feed: Feed & { id: number }
  private readonly stage: ReadingStage
  private readonly flush: (batch: Batch) => Promise<void>
  private readonly limits: BatchLimits

  constructor(options: { source: Source; feed: Feed & { id: number }; stage: ReadingStage; limits: BatchLimits; flush: (batch: Batch) => Promise<void> }) {
    this.source = options.source
    this.feed = options.feed
    this.stage = options.stage
    this.flush = options.flush
    this.limits = options.limits
    this.batch = emptyBatch(options.feed.id)
  }

  async read(object: OpenObject): Promise<void> {
    const progress = { records: object.resume?.records ?? 0 }
    const scanner = this.scannerFor(object, progress)
    const bytes = objectBytes(object.path, object.size)
    let skip = object.resume?.offset ?? 0
    let end: ObjectEnd = 'whole'
    for (;;) {
      const next = await bytes.next()
      if (next.done === true) {
        end = next.value
        break
      }
      for (let from = 0; from < next.value.length; from += this.limits.chunkBytes) {
        const chunk = next.value.subarray(from, from + this.limits.chunkBytes)
        this.batch.size.bytes += chunk.length
        if (chunk.length > skip) scanner.push(skip > 0 ? chunk.subarray(skip) : chunk)
        skip = Math.max(0, skip - chunk.length)
        if (this.isFull()) await this.handOnOpen(object, scanner, progress.records)
      }
    }
    scanner.finish(end === 'gz_truncated' || end === 'zst_truncated')
    if (end !== 'whole') this.noteEnd(object, scanner, end)
    this.checkpoint(object, scanner, progress.records, end === 'whole' ? 'done' : `partial:${end}`)
    if (this.isFull()) await this.handOn()
  }

  private async handOnOpen(object: OpenObject, scanner: RecordScanner, records: number): Promise<void> {
    this.checkpoint(object, scanner, records, `open:${scanner.state}`)
    await this.handOn()
  }

  async handOn(): Promise<void> {
    const full = this.batch
    if (full.size.records === 0 && full.objects.size === 0) return
    this.batch = emptyBatch(this.feed.id)
    await this.flush(full)
  }

  private isFull(): boolean {
    const { accesses, records, bytes } = this.batch.size
    return accesses >= this.limits.accesses || records >= this.limits.records || bytes >= this.limits.bytes
  }

  private scannerFor(object: OpenObject, progress: { records: number }): RecordScanner {
    const { skim } = this.source
    const reject = (reason: ReasonCode, offset: number, length: number, bytes: Buffer) => {
      progress.records++
      this.batch.size.records++
      // Bytes that nobody held (a record beyond the limit) are told apart by their place.
      const sha256 = bytes.length === length ? hash('sha256', bytes, 'hex') : hash('sha256', `${object.path}\0${offset}\0${length}`, 'hex')
      this.stage.addRejected(this.batch, reason, '', { objectId: object.id, objectName: object.path, offset, length, sha256 })
    }
    return new RecordScanner(
      {
        record: (frame) => {
          const passed = skim?.pass(frame.hints)
          if (passed) this.stage.addPassed(this.batch, passed)
          else if (!this.readRecord(object, frame)) return 'not_json'
          progress.records++
          this.batch.size.records++
          return 'taken'
        },
        reject,
        flag: (flag) => this.stage.flag(this.batch, flag),
      },
      skim?.keys ?? [],
      object.resume,
    )
  }

  private readRecord(object: OpenObject, frame: RecordFrame): boolean {
    let value: unknown
    try {
      value = JSON.parse(frame.bytes.toString('utf8', frame.start, frame.end))
    } catch {
      return false
    }
    const raw = frame.bytes.subarray(frame.start, frame.end)
    const at = { objectId: object.id, objectName: object.path, offset: frame.offset, length: frame.end - frame.start, sha256: hash('sha256', raw, 'hex') }
    for (const reading of readValue(this.source, value, this.feed)) this.stage.add(this.batch, reading, at)
    return true
  }

  /** A damaged object is in quarantine as a whole too: its records up to there are in, the rest is missing. */
  private noteEnd(object: OpenObject, scanner: RecordScanner, end: ReasonCode): void {
    const named = hash('sha256', `${object.path}\0${object.size}`, 'hex')
    this.stage.addRejected(this.batch, end, '', { objectId: object.id, objectName: object.path, offset: scanner.offset, length: 0, sha256: named })
  }

  private checkpoint(object: OpenObject, scanner: RecordScanner, records: number, state: string): void {
    this.batch.objects.set(object.id, { id: object.id, name: object.path, size: object.size, modifiedAt: object.modifiedAt, position: scanner.offset, records, state })
  }
}
