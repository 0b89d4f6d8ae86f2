import { createHash } from 'node:crypto'

/** A seeded stream of choices: the same name gives the same stream, whatever others drew before. */
export type Random = {
  /** 0 ≤ x < 1 */
  next(): number
  /** Whole number from `low` up to and including `high`. */
  int(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  chance(share: number): boolean
  /** How many times something happens whose mean is `mean`: whole numbers around it, never below 0. */
  times(mean: number): number
  hex(length: number): string
  uuid(): string
  /** Letters and digits 2–7, as in AWS key ids. */
  key(length: number): string
  digits(length: number): string
  stream(name: string): Random
  /** The same for everybody who names it: ids of roles, keys, accounts. */
  fixed(name: string): Random
}

const hexDigits = '0123456789abcdef'
const keyLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export function createRandom(seed: string, root: string = seed): Random {
  const next = generator(seed)
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const letters = (alphabet: string, length: number) => {
    let text = ''
    for (let index = 0; index < length; index += 1) text += alphabet[Math.floor(next() * alphabet.length)]
    return text
  }
  const hex = (length: number) => letters(hexDigits, length)
  return {
    next,
    int,
    pick: (list) => list[Math.floor(next() * list.length)] ?? fail(),
    chance: (share) => next() < share,
    times: (mean) => Math.floor(mean * (0.6 + 0.8 * next()) + next()),
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[int(0, 3)]}${hex(3)}-${hex(12)}`,
    key: (length) => letters(keyLetters, length),
    digits: (length) => letters('0123456789', length),
    stream: (name) => createRandom(`${seed}/${name}`, root),
    fixed: (name) => createRandom(`${root}#${name}`, root),
  }
}

function fail(): never {
  throw new Error('nothing to pick from')
}

/** Small fast counter generator (32 bits of state are enough for invented logs). */
function generator(seed: string): () => number {
  let state = firstState(seed)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const firstStates = new Map<string, number>()

function firstState(seed: string): number {
  const known = firstStates.get(seed)
  if (known !== undefined) return known
  const state = createHash('sha256').update(seed).digest().readUInt32LE(0)
  firstStates.set(seed, state)
  return state
}
