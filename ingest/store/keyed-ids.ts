import { hash } from 'node:crypto'

/**
 * Surrogate ids from natural keys: a hash keyed with the installation's own secret, so whoever names a secret cannot make two collide,
 * and any worker computes the same id without asking. Answers are signed 64-bit integers as decimal text, or UUIDs (128 bit).
 */
export class KeyedIds {
  private readonly prefix: string
  private known = new Map<string, string>()

  constructor(installationKey: string) {
    this.prefix = `${installationKey}\0`
  }

  id(kind: string, natural: string): string {
    const name = `${kind}\0${natural}`
    const found = this.known.get(name)
    if (found !== undefined) return found
    const id = BigInt.asIntN(64, BigInt(`0x${hash('sha256', this.prefix + name, 'hex').slice(0, 16)}`)).toString()
    if (this.known.size >= 500_000) this.known = new Map()
    this.known.set(name, id)
    return id
  }

  /** For keys that are rarely seen twice: not remembered. */
  uuid(natural: string): string {
    const hex = hash('sha256', `${this.prefix}event\0${natural}`, 'hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
  }
}
