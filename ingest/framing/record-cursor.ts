import { KeyTable } from './key-table.ts'

const quote = 0x22, newline = 0x0a, open = 0x7b, openArray = 0x5b, colon = 0x3a

/** Bytes at which the structure may change outside strings; and inside them. */
const structural = byteTable('"{}[]\n'), stringEnds = byteTable('"\\\n')

function byteTable(characters: string): Uint8Array {
  const table = new Uint8Array(256)
  for (const character of characters) table[character.charCodeAt(0)] = 1
  return table
}

const needsMore = -1, lineEndInString = -2, atContainer = -3

/** Follows one object through the window, byte by byte, and collects the strings of the wanted shallow keys. */
export class RecordCursor {
  start = 0
  at = 0
  deepest = 0
  isArray = false
  /** Bytes of an oversized record that are no longer held. */
  oversize = 0
  hints: (string | undefined)[] = []
  private depth = 0
  private stringFrom = -1
  private wanted = -1
  /** The object at depth 2 whose keys are wanted, by number. */
  private inside = -1
  private readonly keys: KeyTable
  private readonly hintCount: number

  constructor(hintKeys: readonly string[]) {
    this.keys = new KeyTable(hintKeys)
    this.hintCount = hintKeys.length
  }

  begin(start: number, isArray: boolean): void {
    this.start = start
    this.at = start
    this.depth = 0
    this.deepest = 0
    this.isArray = isArray
    this.oversize = 0
    this.stringFrom = -1
    this.wanted = -1
    this.inside = -1
    this.hints = new Array<string | undefined>(this.hintCount).fill(undefined)
  }

  shift(by: number): void {
    this.start -= by
    this.at -= by
    if (this.stringFrom >= 0) this.stringFrom -= by
  }

  dropHeld(): void {
    this.oversize += this.at - this.start
    this.start = this.at
    if (this.stringFrom >= 0) this.stringFrom = Math.max(this.stringFrom, this.start)
  }

  /** The hot loop: one byte at a time, nothing allocated, nothing called for strings deeper than two levels. */
  run(w: Buffer, mayHoldRecords: boolean): 'end' | 'more' | 'broken' | 'container' {
    const size = w.length
    let i = this.at, depth = this.depth, deepest = this.deepest, inString = this.stringFrom >= 0
    for (;;) {
      if (inString) {
        i = this.throughString(w, i, depth, mayHoldRecords)
        if (i < 0) return this.stop(i, depth, deepest)
        inString = false
      }
      while (i < size && structural[w[i] as number] === 0) i++
      if (i >= size) return this.pause(i, depth, deepest)
      const byte = w[i++] as number
      if (byte === quote) {
        inString = true
        if (depth > 2) {
          let end = i
          while (end < size && stringEnds[w[end] as number] === 0) end++
          if (end < size && w[end] === quote) {
            i = end + 1
            inString = false
            continue
          }
        }
        this.stringFrom = i
      } else if (byte === open || byte === openArray) {
        if (++depth > deepest) deepest = depth
        if (depth > 2 || byte === openArray) this.wanted = -1
      } else if (byte === newline) {
        if (i >= size) return this.pause(i - 1, depth, deepest)
        if (w[i] === open) return this.broken(i - 1)
      } else if (--depth === 0) {
        this.at = i
        this.deepest = deepest
        return 'end'
      } else if (depth === 1) this.inside = -1
    }
  }

  private broken(at: number): 'broken' {
    this.at = at
    return 'broken'
  }

  private pause(at: number, depth: number, deepest: number): 'more' {
    this.at = at
    this.depth = depth
    this.deepest = deepest
    return 'more'
  }

  private stop(code: number, depth: number, deepest: number): 'more' | 'broken' | 'container' {
    if (code === needsMore) return this.pause(this.at, depth, deepest)
    return code === atContainer ? 'container' : 'broken'
  }

  /** Answers the byte behind the closing quote, or one of the codes above with `at` on the byte to go on from. */
  private throughString(w: Buffer, from: number, depth: number, mayHoldRecords: boolean): number {
    const size = w.length
    let i = from
    for (;;) {
      while (i < size && stringEnds[w[i] as number] === 0) i++
      if (i >= size) return this.leave(needsMore, i)
      const byte = w[i]
      if (byte === quote) break
      if (byte === newline) return this.leave(lineEndInString, i)
      if (i + 1 >= size) return this.leave(needsMore, i)
      i += 2
    }
    if (depth <= 2) return this.shallowString(w, i, depth, mayHoldRecords)
    this.stringFrom = -1
    return i + 1
  }

  private leave(code: number, at: number): number {
    this.at = at
    return code
  }

  private shallowString(w: Buffer, end: number, depth: number, mayHoldRecords: boolean): number {
    const next = behindBlanks(w, end + 1)
    if (next >= w.length) return this.leave(needsMore, end)
    if (w[next] === colon) {
      const key = depth === 1 || this.inside >= 0 ? this.keys.find(w, this.stringFrom, end, depth, this.inside) : undefined
      if (mayHoldRecords && depth === 1 && key?.holdsRecords === true) {
        const value = behindBlanks(w, next + 1)
        if (value >= w.length) return this.leave(needsMore, end)
        if (w[value] === openArray) return this.leave(atContainer, value + 1)
      }
      if (depth === 1) this.inside = key === undefined ? -1 : key.opens
      this.wanted = key === undefined ? -1 : key.hint
    } else if (this.wanted >= 0) {
      this.hints[this.wanted] ??= w.toString('utf8', this.stringFrom, end)
      this.wanted = -1
    }
    this.stringFrom = -1
    return end + 1
  }
}

function behindBlanks(w: Buffer, from: number): number {
  let i = from
  while (i < w.length && isSpace(w[i] as number)) i++
  return i
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09
}
