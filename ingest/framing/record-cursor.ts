const quote = 0x22, backslash = 0x5c, newline = 0x0a, open = 0x7b, openArray = 0x5b, colon = 0x3a

/** Keys whose array value holds the records: S3 files, EventLists, diagnostic settings, CloudWatch Logs, lookup-events, entries.list. */
const containerKeys = new Set(['Records', 'items', 'records', 'logEvents', 'Events', 'entries'])

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
  private parent = ''
  private readonly hintKeys: readonly string[]
  private readonly shallow: ReadonlyMap<string, number>
  private readonly parents: ReadonlySet<string>

  constructor(hintKeys: readonly string[]) {
    this.hintKeys = hintKeys
    this.shallow = new Map(hintKeys.map((key, index) => [key, index]))
    this.parents = new Set(hintKeys.filter((key) => key.includes('.')).map((key) => key.slice(0, key.indexOf('.'))))
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
    this.parent = ''
    this.hints = this.hintKeys.length === 0 ? [] : new Array<string | undefined>(this.hintKeys.length).fill(undefined)
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

  run(w: Buffer, mayHoldRecords: boolean): 'end' | 'more' | 'broken' | 'container' {
    const size = w.length
    let i = this.at
    let depth = this.depth
    for (;;) {
      if (this.stringFrom >= 0) {
        i = this.throughString(w, i, depth, mayHoldRecords)
        if (i < 0) return this.stop(i, depth)
      }
      while (i < size && structural[w[i] as number] === 0) i++
      if (i >= size) return this.pause(i, depth)
      const byte = w[i] as number
      i++
      if (byte === quote) this.stringFrom = i
      else if (byte === open || byte === openArray) {
        if (++depth > this.deepest) this.deepest = depth
        if (depth > 2 || byte === openArray) this.wanted = -1
      } else if (byte === newline) {
        if (i >= size) return this.pause(i - 1, depth)
        if (w[i] === open) return this.break(i - 1)
      } else {
        if (--depth === 0) {
          this.at = i
          return 'end'
        }
        if (depth === 1) this.parent = ''
      }
    }
  }

  private break(at: number): 'broken' {
    this.at = at
    return 'broken'
  }

  private pause(at: number, depth: number): 'more' {
    this.at = at
    this.depth = depth
    return 'more'
  }

  private stop(code: number, depth: number): 'more' | 'broken' | 'container' {
    if (code === needsMore) return this.pause(this.at, depth)
    return code === atContainer ? 'container' : 'broken'
  }

  /** Answers the byte behind the closing quote, or one of the codes below with `at` on the byte to go on from. */
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
    if (depth > 2) {
      this.stringFrom = -1
      return i + 1
    }
    return this.shallowString(w, i, depth, mayHoldRecords)
  }

  private leave(code: number, at: number): number {
    this.at = at
    return code
  }

  private shallowString(w: Buffer, end: number, depth: number, mayHoldRecords: boolean): number {
    let next = end + 1
    while (next < w.length && isSpace(w[next])) next++
    if (next >= w.length) return this.leave(needsMore, end)
    if (w[next] === colon) {
      const key = w.toString('latin1', this.stringFrom, end)
      if (mayHoldRecords && depth === 1 && containerKeys.has(key)) {
        let value = next + 1
        while (value < w.length && isSpace(w[value])) value++
        if (value >= w.length) return this.leave(needsMore, end)
        if (w[value] === openArray) return this.leave(atContainer, value + 1)
      }
      if (depth === 1) this.parent = this.parents.has(key) ? key : ''
      this.wanted = (depth === 1 ? this.shallow.get(key) : this.parent === '' ? undefined : this.shallow.get(`${this.parent}.${key}`)) ?? -1
    } else if (this.wanted >= 0) {
      this.hints[this.wanted] ??= w.toString('utf8', this.stringFrom, end)
      this.wanted = -1
    }
    this.stringFrom = -1
    return end + 1
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09
}
