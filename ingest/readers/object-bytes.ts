import { createReadStream, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip, createZstdDecompress, gunzipSync } from 'node:zlib'
import type { Readable, Transform } from 'node:stream'
import type { ReasonCode } from '#lib/reason-codes.ts'

/** A bomb inflates to more than 4 GiB, or beyond 200:1 once there is enough of it to tell (guarantees №8). */
const inflatedMax = 4 * 1024 * 1024 * 1024
const inflationMax = 200
const inflationToldFrom = 16 * 1024 * 1024
const chunkSize = 1024 * 1024

/** How an object's bytes ended: `whole`, or what was wrong with its compression. What came before is good. */
export type ObjectEnd = 'whole' | Extract<ReasonCode, 'gz_truncated' | 'gz_trailing_junk' | 'zst_truncated' | 'zip_bomb' | 'unreadable'>

/** A zstd frame that holds no data: pzstd begins files with one. */
const skippableFrame = 0x184d2a50

/** Up to this size a file is read and inflated in one go: a stream costs more than the work. */
const smallMax = 1024 * 1024

/** The decompressed bytes of a file, chunk by chunk with flat memory; gzip (any number of members) and zstd are told by their first bytes, never by the name. */
export async function* objectBytes(path: string, size: number = Infinity): AsyncGenerator<Buffer, ObjectEnd> {
  const whole = size <= smallMax ? smallObject(path) : undefined
  if (whole) {
    yield whole
    return 'whole'
  }
  const kind = await compressionOf(path, 0)
  if (kind === 'zstd') return yield* zstdFrames(path)
  const file = createReadStream(path, { highWaterMark: chunkSize })
  if (kind === 'gzip') return yield* inflated(file, createGunzip({ chunkSize }), kind, { size: 0 })
  yield* file as AsyncIterable<Buffer>
  return 'whole'
}

/** Node inflates one frame and drops what follows; a log that was appended to, or compressed in parallel, has many. */
async function* zstdFrames(path: string): AsyncGenerator<Buffer, ObjectEnd> {
  const total = { size: 0 }
  for (let start = 0; ; ) {
    const inflate = createZstdDecompress({ chunkSize })
    const end = yield* inflated(createReadStream(path, { highWaterMark: chunkSize, start }), inflate, 'zstd', total)
    if (end !== 'whole' || inflate.bytesWritten === 0) return end
    start += inflate.bytesWritten
    if ((await compressionOf(path, start)) !== 'zstd') return 'whole'
  }
}

/** `total` counts over all frames of an object. */
async function* inflated(file: Readable & { bytesRead: number }, inflate: Transform, kind: 'gzip' | 'zstd', total: { size: number }): AsyncGenerator<Buffer, ObjectEnd> {
  file.on('error', (cause) => inflate.destroy(cause))
  file.pipe(inflate)
  let size = 0
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      size += chunk.length
      total.size += chunk.length
      if (total.size > inflatedMax || (size > inflationToldFrom && size > inflationMax * file.bytesRead)) return 'zip_bomb'
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
  if (kind === 'zstd') return undefined
  try {
    return gunzipSync(bytes, { maxOutputLength: inflationToldFrom })
  } catch {
    return undefined
  }
}

function kindOf(head: Buffer): 'plain' | 'gzip' | 'zstd' {
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  const magic = head.length >= 4 ? head.readUInt32LE() : 0
  return magic === 0xfd2fb528 || (magic & 0xfffffff0) >>> 0 === skippableFrame ? 'zstd' : 'plain'
}

async function compressionOf(path: string, position: number): Promise<'plain' | 'gzip' | 'zstd'> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, position)
    return kindOf(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}
