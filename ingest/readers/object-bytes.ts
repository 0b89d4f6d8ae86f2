import { createReadStream, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip, createZstdDecompress, gunzipSync, zstdDecompressSync } from 'node:zlib'
import type { Readable, Transform } from 'node:stream'
import type { ReasonCode } from '#lib/reason-codes.ts'

/** A bomb inflates to more than 4 GiB, or beyond 200:1 once there is enough of it to tell (guarantees №8). */
const inflatedMax = 4 * 1024 * 1024 * 1024
const inflationMax = 200
const inflationToldFrom = 16 * 1024 * 1024
const chunkSize = 1024 * 1024

/** How an object's bytes ended: `whole`, or what was wrong with its compression. What came before is good. */
export type ObjectEnd = 'whole' | Extract<ReasonCode, 'gz_truncated' | 'gz_trailing_junk' | 'zst_truncated' | 'zip_bomb' | 'unreadable'>

/** Up to this size a file is read and inflated in one go: a stream costs more than the work. */
const smallMax = 1024 * 1024

/** The decompressed bytes of a file, chunk by chunk with flat memory; gzip (any number of members) and zstd are told by their first bytes, never by the name. */
export async function* objectBytes(path: string, size: number = Infinity): AsyncGenerator<Buffer, ObjectEnd> {
  const whole = size <= smallMax ? smallObject(path) : undefined
  if (whole) {
    yield whole
    return 'whole'
  }
  const kind = await compressionOf(path)
  const file = createReadStream(path, { highWaterMark: chunkSize })
  if (kind === 'plain') {
    yield* file as AsyncIterable<Buffer>
    return 'whole'
  }
  const inflate: Transform = kind === 'gzip' ? createGunzip({ chunkSize }) : createZstdDecompress({ chunkSize })
  return yield* inflated(file, inflate, kind)
}

async function* inflated(file: Readable & { bytesRead: number }, inflate: Transform, kind: 'gzip' | 'zstd'): AsyncGenerator<Buffer, ObjectEnd> {
  file.on('error', (cause) => inflate.destroy(cause))
  file.pipe(inflate)
  let size = 0
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > inflatedMax || (size > inflationToldFrom && size > inflationMax * file.bytesRead)) return 'zip_bomb'
      yield chunk
    }
    return 'whole'
  } catch (cause) {
    return endOf(cause, kind, size)
  } finally {
    file.destroy()
    inflate.destroy()
  }
}

function endOf(cause: unknown, kind: 'gzip' | 'zstd', size: number): ObjectEnd {
  const code = (cause as { code?: string }).code
  if (code === 'Z_BUF_ERROR') return 'gz_truncated'
  if (code === 'Z_DATA_ERROR' && size > 0) return 'gz_trailing_junk'
  if (kind === 'zstd' && String(code).startsWith('ZSTD_')) return 'zst_truncated'
  return 'unreadable'
}

/** Nothing when it is not small after all, or damaged: then the stream tells how far it goes. */
function smallObject(path: string): Buffer | undefined {
  const bytes = readFileSync(path)
  const kind = kindOf(bytes)
  if (kind === 'plain') return bytes
  try {
    return kind === 'gzip' ? gunzipSync(bytes, { maxOutputLength: inflationToldFrom }) : zstdDecompressSync(bytes, { maxOutputLength: inflationToldFrom })
  } catch {
    return undefined
  }
}

function kindOf(head: Buffer): 'plain' | 'gzip' | 'zstd' {
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  return head.length >= 4 && head.readUInt32LE() === 0xfd2fb528 ? 'zstd' : 'plain'
}

async function compressionOf(path: string): Promise<'plain' | 'gzip' | 'zstd'> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return kindOf(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}
