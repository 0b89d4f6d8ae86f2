import { readFileSync } from 'node:fs'

/** The matcher's one function; see structure.wat. */
type Structure = { memory: WebAssembly.Memory; run(size: number): number }

/** Places of the cursor's numbers in the first bytes of the memory. */
export const cursorAt = 0, cursorDepth = 1, cursorDeepest = 2, cursorFrom = 3, cursorOpened = 4, cursorWanted = 5, cursorLengths = 6

export const structureEnd = { ended: 0, needsMore: 1, broken: 2, string: 3 } as const

const compiled = new WebAssembly.Module(readFileSync(new URL('./structure.wasm', import.meta.url)))
const idle: ScanWindow[] = []

const cursorBytes = 64

/** Readable bytes behind the last one: the matcher looks at sixteen at a time. */
const slack = 16

/** The bytes that are being looked at, in the matcher's own memory. One owner at a time; given back, its memory serves the next object. */
export class ScanWindow {
  readonly matcher: Structure
  bytes: Buffer = Buffer.alloc(0)
  cursor: Int32Array

  private constructor() {
    this.matcher = new WebAssembly.Instance(compiled).exports as unknown as Structure
    this.cursor = new Int32Array(this.matcher.memory.buffer, 0, cursorBytes / 4)
  }

  static take(): ScanWindow {
    const window = idle.pop() ?? new ScanWindow()
    window.resize(0)
    return window
  }

  giveBack(): void {
    if (idle.length < 4) idle.push(this)
  }

  append(chunk: Buffer): void {
    const held = this.bytes.length
    this.resize(held + chunk.length)
    chunk.copy(this.bytes, held)
  }

  dropFront(count: number): void {
    this.bytes.copyWithin(0, count)
    this.resize(this.bytes.length - count)
  }

  private resize(size: number): void {
    const { memory } = this.matcher
    const missing = cursorBytes + size + slack - memory.buffer.byteLength
    if (missing > 0) {
      memory.grow(Math.ceil(missing / 65_536))
      this.cursor = new Int32Array(memory.buffer, 0, cursorBytes / 4)
    }
    this.bytes = Buffer.from(memory.buffer, cursorBytes, size)
  }
}
