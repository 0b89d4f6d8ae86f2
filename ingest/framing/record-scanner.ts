import type { ReasonCode } from '#lib/reason-codes.ts'
import { RecordCursor } from './record-cursor.ts'
import { ScanWindow } from './structure.ts'

/** A record's bytes inside `bytes`; valid only during the callback. `offset` counts from the start of the decompressed object. */
export type RecordFrame = { bytes: Buffer; start: number; end: number; offset: number; hints: readonly (string | undefined)[] }

export type FrameSink = {
  record(frame: RecordFrame): 'taken' | 'not_json'
  reject(reason: ReasonCode, offset: number, length: number, bytes: Buffer): void
  flag(reason: ReasonCode): void
}

/** Where the scanner stands between two records: resuming needs no more. `array2`: inside an array that is a value of a top-level object. */
export type ScanState = 'top' | 'array1' | 'array2' | 'tail'

export const recordBytesMax = 4 * 1024 * 1024
export const recordDepthMax = 256

const quote = 0x22, backslash = 0x5c, newline = 0x0a, open = 0x7b, close = 0x7d, openArray = 0x5b, closeArray = 0x5d, comma = 0x2c

/**
 * Cuts a byte stream into JSON records without parsing them: JSON Lines, concatenated or pretty-printed objects, arrays, and objects that hold an array of records,
 * however large the whole. Structure is tracked exactly (strings, escapes, depth), so text inside a record can never pass for a record.
 * Broken input costs the line (or the record, where there are no lines) that is broken and nothing else.
 */
export class RecordScanner {
  state: ScanState
  /** Bytes of the stream before the window. */
  private base: number
  private readonly held = ScanWindow.take()
  private position = 0
  private atStart: boolean
  private readonly cursor: RecordCursor
  private inRecord = false
  private readonly sink: FrameSink

  constructor(sink: FrameSink, hintKeys: readonly string[], resume: { state: ScanState; offset: number } = { state: 'top', offset: 0 }) {
    this.sink = sink
    this.state = resume.state
    this.base = resume.offset
    this.atStart = resume.offset === 0
    this.cursor = new RecordCursor(this.held, hintKeys)
  }

  private get window(): Buffer {
    return this.held.bytes
  }

  /** Everything before this offset has been handed on. */
  get offset(): number {
    return this.base + (this.inRecord ? this.cursor.start : this.position)
  }

  push(chunk: Buffer): void {
    this.held.append(chunk)
    if (this.atStart) {
      if (this.window.length < 3) return
      this.skipByteOrderMark()
    }
    this.advance(false)
    this.release()
  }

  /** The stream has ended (`cut`: too early); the scanner is of no further use. */
  finish(cut: boolean): void {
    this.advance(true)
    while (this.inRecord) {
      this.giveUp(cut ? 'gz_truncated' : 'line_partial_at_eof', this.window.length)
      this.advance(true)
    }
    this.held.giveBack()
  }

  /** Lets go of everything before the open record. */
  private release(): void {
    const keepFrom = this.inRecord ? this.cursor.start : this.position
    if (keepFrom === 0) return
    this.held.dropFront(keepFrom)
    this.base += keepFrom
    this.position -= keepFrom
    this.cursor.shift(keepFrom)
  }

  private skipByteOrderMark(): void {
    const w = this.window
    this.atStart = false
    if (w[0] === 0xef && w[1] === 0xbb && w[2] === 0xbf) {
      this.position = 3
      this.sink.flag('utf8_bom')
    } else if ((w[0] === 0xff && w[1] === 0xfe) || (w[0] === 0xfe && w[1] === 0xff)) {
      this.sink.reject('utf16', this.base, w.length, w.subarray(0, 0))
      this.position = w.length
    }
  }

  private advance(atEnd: boolean): void {
    while (this.position < this.window.length) {
      if (!this.inRecord && !this.betweenRecords(atEnd)) return
      if (this.inRecord && !this.throughRecord()) return
    }
  }

  /** Skips what may stand between records; answers false when more bytes are needed. */
  private betweenRecords(atEnd: boolean): boolean {
    const w = this.window
    while (this.position < w.length) {
      const byte = w[this.position]
      if (byte === open || (byte === openArray && this.state !== 'top')) {
        this.inRecord = true
        this.cursor.begin(this.position, byte === openArray)
        return true
      }
      if (byte === openArray) this.state = 'array1'
      else if (byte === closeArray && this.state !== 'top') this.state = this.state === 'array2' ? 'tail' : 'top'
      else if (byte === close && this.state === 'tail') this.state = 'top'
      else if (!isBlank(byte) && !this.skipForeign(atEnd)) return false
      else if (!isBlank(byte)) continue
      this.position++
    }
    return true
  }

  /** A byte that begins no record: a line's prefix, a scalar among the records, what follows the array in its object, or junk. */
  private skipForeign(atEnd: boolean): boolean {
    const w = this.window, from = this.position
    if (this.state !== 'top') return this.skipScalar(atEnd)
    let lineEnd = w.indexOf(newline, from)
    if (lineEnd < 0 && !atEnd && w.length - from < 65_536) return false
    if (lineEnd < 0) lineEnd = w.length
    const brace = w.indexOf(open, from)
    if (brace >= 0 && brace < lineEnd) {
      this.sink.flag('prefix_line')
      this.position = brace
      return true
    }
    this.sink.reject('not_json', this.base + from, lineEnd - from, w.subarray(from, lineEnd))
    this.position = lineEnd
    return true
  }

  private skipScalar(atEnd: boolean): boolean {
    const w = this.window, from = this.position
    let i = from + 1
    if (w[from] === quote) {
      for (; i < w.length && w[i] !== quote; i++) if (w[i] === backslash) i++
      i++
    } else if (w[from] !== close) while (i < w.length && w[i] !== comma && w[i] !== closeArray && w[i] !== close && w[i] !== newline && w[i] !== open && w[i] !== openArray) i++
    if (i >= w.length && !atEnd && w.length - from < recordBytesMax) return false
    i = Math.min(i, w.length)
    if (this.state !== 'tail') this.sink.reject('record_not_object', this.base + from, i - from, w.subarray(from, i))
    this.position = i
    return true
  }

  /** Answers false when the record is not complete yet. */
  private throughRecord(): boolean {
    const cursor = this.cursor
    const end = cursor.run(this.state === 'top')
    this.position = cursor.at
    if (end === 'more') return this.tooLarge()
    this.inRecord = false
    if (end === 'container') {
      this.state = 'array2'
      this.position = cursor.at
      return true
    }
    if (end === 'broken') {
      this.inRecord = true
      this.giveUp('not_json', cursor.at)
      return true
    }
    this.complete()
    return true
  }

  private complete(): void {
    const { start, at, deepest, oversize } = this.cursor
    const offset = this.base + start
    if (this.state === 'tail') return
    if (oversize > 0 || at - start > recordBytesMax) return this.sink.reject('record_too_large', offset - oversize, at - start + oversize, this.window.subarray(start, start))
    if (deepest > recordDepthMax) return this.sink.reject('too_deep', offset, at - start, this.window.subarray(start, at))
    if (this.cursor.isArray) return this.sink.reject('record_not_object', offset, at - start, this.window.subarray(start, at))
    const verdict = this.sink.record({ bytes: this.window, start, end: at, offset, hints: this.cursor.hints })
    if (verdict === 'not_json') this.giveUp('not_json', at)
  }

  /** The record beginning at `start` is broken: its first line is set aside, reading goes on behind it. */
  private giveUp(reason: ReasonCode, end: number): void {
    const { start } = this.cursor
    const lineEnd = this.window.subarray(0, end).indexOf(newline, start)
    const stop = lineEnd < 0 ? end : lineEnd
    this.sink.reject(reason, this.base + start, stop - start, this.window.subarray(start, stop))
    this.inRecord = false
    this.position = Math.max(stop, start + 1)
  }

  /** A record that outgrows the limit is followed to its end without being kept. */
  private tooLarge(): boolean {
    const cursor = this.cursor
    if (cursor.at - cursor.start > recordBytesMax) cursor.dropHeld()
    return false
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09 || byte === comma || byte === 0x1e || byte === 0
}
