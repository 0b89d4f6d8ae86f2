/** What a key means to the framing, at its own depth (1: the record's own keys, 2: the keys of one of its objects). */
export type KnownKey = {
  bytes: Buffer
  /** Position among the wanted hints, or -1. */
  hint: number
  /** Number of the object whose keys are wanted too, or -1. */
  opens: number
  /** At depth 2: the number of the object it must be in. */
  inside: number
  holdsRecords: boolean
}

/** Keys whose array value holds the records: S3 files, EventLists, diagnostic settings, CloudWatch Logs, lookup-events, entries.list. */
const containerKeys = ['Records', 'items', 'records', 'logEvents', 'Events', 'entries']

/** Looks keys up by their bytes: most keys are ruled out by their length alone, and none becomes a string. */
export class KeyTable {
  private readonly shallow: (KnownKey[] | undefined)[] = []
  private readonly nested: (KnownKey[] | undefined)[] = []
  /** Bit n of the two words: some wanted key has n bytes; without and with the containers' keys. */
  readonly lengths: readonly [number, number]
  readonly lengthsWithContainers: readonly [number, number]

  /** `hints`: dotted keys of at most two levels. */
  constructor(hints: readonly string[]) {
    const parents = [...new Set(hints.filter((hint) => hint.includes('.')).map((hint) => hint.slice(0, hint.indexOf('.'))))]
    const own = hints.filter((hint) => !hint.includes('.'))
    for (const name of new Set([...containerKeys, ...own, ...parents]))
      add(this.shallow, { bytes: Buffer.from(name), hint: hints.indexOf(name), opens: parents.indexOf(name), inside: -1, holdsRecords: containerKeys.includes(name) })
    for (const hint of hints) {
      const dot = hint.indexOf('.')
      if (dot >= 0) add(this.nested, { bytes: Buffer.from(hint.slice(dot + 1)), hint: hints.indexOf(hint), opens: -1, inside: parents.indexOf(hint.slice(0, dot)), holdsRecords: false })
    }
    const wanted = hints.flatMap((hint) => hint.split('.'))
    this.lengths = lengthBits(wanted)
    this.lengthsWithContainers = lengthBits([...wanted, ...containerKeys])
  }

  /** The key `w[from…end)` at this depth; `inside` is the object that is open, by number. */
  find(w: Buffer, from: number, end: number, depth: number, inside: number): KnownKey | undefined {
    const candidates = (depth === 1 ? this.shallow : this.nested)[end - from]
    if (candidates === undefined) return undefined
    for (const candidate of candidates) if ((depth === 1 || candidate.inside === inside) && isSame(candidate.bytes, w, from)) return candidate
    return undefined
  }
}

function lengthBits(keys: readonly string[]): [number, number] {
  const bits: [number, number] = [0, 0]
  for (const key of keys) bits[Buffer.byteLength(key) < 32 ? 0 : 1] |= 1 << (Buffer.byteLength(key) % 32)
  return bits
}

function add(table: (KnownKey[] | undefined)[], key: KnownKey): void {
  const length = key.bytes.length
  while (table.length <= length) table.push(undefined)
  table[length] = [...(table[length] ?? []), key]
}

function isSame(bytes: Buffer, w: Buffer, from: number): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== w[from + i]) return false
  return true
}
