import { hash } from 'node:crypto'

/** Of each kind: enough for what a worker meets again and again, little enough for its memory. */
const rememberedMax = 50_000

/**
 * Surrogate ids from natural keys: a hash keyed with the installation's own secret, so whoever names a secret cannot make two collide,
 * and any worker computes the same id without asking. Answers are signed 64-bit integers as decimal text, or UUIDs (128 bit).
 */
export class KeyedIds {
  private readonly prefix: string
  private readonly known = new Map<string, Map<string, string>>()

  constructor(installationKey: string) {
    this.prefix = `${installationKey}\0`
  }

  id(kind: string, natural: string): string {
    const names = this.known.get(kind) ?? new Map<string, string>()
    const found = names.get(natural)
    if (found !== undefined) return found
    const id = BigInt.asIntN(64, BigInt(`0x${hash('sha256', `${this.prefix}${kind}\0${natural}`, 'hex').slice(0, 16)}`)).toString()
    if (names.size >= rememberedMax) names.clear()
    this.known.set(kind, names.set(natural, id))
    return id
  }

  /** For keys that are rarely seen twice: not remembered. */
  uuid(natural: string): string {
    const hex = hash('sha256', `${this.prefix}event\0${natural}`, 'hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
  }
}
