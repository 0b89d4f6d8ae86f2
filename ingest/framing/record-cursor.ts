import { KeyTable } from './key-table.ts'
import { cursorAt, cursorDeepest, cursorDepth, cursorFrom, cursorLengths, cursorOpened, cursorWanted, structureEnd, type ScanWindow } from './structure.ts'

const newline = 0x0a, openArray = 0x5b, colon = 0x3a

/** Follows one object through the window and collects the strings of the wanted shallow keys; the bytes in between are the matcher's. */
export class RecordCursor {
  start = 0
  isArray = false
  /** Bytes of an oversized record that are no longer held. */
  oversize = 0
  hints: (string | undefined)[] = []
  private hint = -1
  /** The object whose own keys are wanted, by number among the parents, and by its place among the objects opened in this record. */
  private inside = -1
  private insideOpened = -1
  private readonly keys: KeyTable
  private readonly hintCount: number
  private readonly window: ScanWindow

  constructor(window: ScanWindow, hintKeys: readonly string[]) {
    this.window = window
    this.keys = new KeyTable(hintKeys)
    this.hintCount = hintKeys.length
  }

  get at(): number {
    return this.window.cursor[cursorAt] as number
  }

  get deepest(): number {
    return this.window.cursor[cursorDeepest] as number
  }

  begin(start: number, isArray: boolean): void {
    const { cursor } = this.window
    this.start = start
    this.isArray = isArray
    this.oversize = 0
    this.hint = -1
    this.inside = -1
    this.hints = new Array<string | undefined>(this.hintCount).fill(undefined)
    cursor[cursorAt] = start
    cursor[cursorDepth] = 0
    cursor[cursorDeepest] = 0
    cursor[cursorFrom] = -1
    cursor[cursorOpened] = 0
    cursor[cursorWanted] = 0
  }

  shift(by: number): void {
    const { cursor } = this.window
    this.start -= by
    cursor[cursorAt] = this.at - by
    const from = cursor[cursorFrom] as number
    if (from >= 0) cursor[cursorFrom] = from - by
  }

  /** Lets go of a record that has outgrown its limit, but for the string that is open. */
  dropHeld(): void {
    const { cursor } = this.window
    this.oversize += this.at - this.start
    this.start = this.at
    const from = cursor[cursorFrom] as number
    if (from >= 0) cursor[cursorFrom] = Math.max(from, this.start)
  }

  run(mayHoldRecords: boolean): 'end' | 'more' | 'broken' | 'container' {
    const { matcher, cursor } = this.window
    const lengths = mayHoldRecords ? this.keys.lengthsWithContainers : this.keys.lengths
    cursor[cursorLengths] = lengths[0]
    cursor[cursorLengths + 1] = lengths[1]
    const size = this.window.bytes.length
    for (;;) {
      switch (matcher.run(size)) {
        case structureEnd.ended: return 'end'
        case structureEnd.broken: return 'broken'
        case structureEnd.needsMore: return 'more'
        default: {
          const met = this.shallowString(mayHoldRecords)
          if (met !== undefined) return met
        }
      }
    }
  }

  /** The matcher stands on the closing quote of a string that may matter; leaves it behind that quote. */
  private shallowString(mayHoldRecords: boolean): 'more' | 'container' | undefined {
    const { cursor, bytes } = this.window
    const end = cursor[cursorAt] as number, from = cursor[cursorFrom] as number, depth = cursor[cursorDepth] as number, opened = cursor[cursorOpened] as number
    const next = behindBlanks(bytes, end + 1)
    if (next >= bytes.length) return 'more'
    if (bytes[next] === colon) {
      const known = depth === 1 || this.insideOpened === opened
      const key = known ? this.keys.find(bytes, from, end, depth, this.inside) : undefined
      if (mayHoldRecords && depth === 1 && key?.holdsRecords === true) {
        const value = behindBlanks(bytes, next + 1)
        if (value >= bytes.length) return 'more'
        if (bytes[value] === openArray) {
          cursor[cursorAt] = value + 1
          return 'container'
        }
      }
      if (depth === 1 && key !== undefined && key.opens >= 0) {
        this.inside = key.opens
        this.insideOpened = opened + 1
      }
      this.hint = key === undefined ? -1 : key.hint
      cursor[cursorWanted] = this.hint >= 0 ? 1 : 0
    } else if (cursor[cursorWanted] === 1) {
      this.hints[this.hint] ??= bytes.toString('utf8', from, end)
      cursor[cursorWanted] = 0
    }
    cursor[cursorFrom] = -1
    cursor[cursorAt] = end + 1
    return undefined
  }
}

function behindBlanks(bytes: Buffer, from: number): number {
  let i = from
  while (i < bytes.length && isSpace(bytes[i] as number)) i++
  return i
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09
}
