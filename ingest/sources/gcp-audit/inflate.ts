import { Gunzip } from 'fflate'
import type { ReasonCode } from '#lib/reason-codes.ts'

/** Pub/Sub messages end at 10 MB, log entries at 256 KB: more than this is no log entry. */
const bytesMax = 16 * 1024 * 1024
/** Deflate grows at most 1032-fold, so one slice can never make more than 4 MB before the limit is looked at. */
const sliceBytes = 4096

/** gzip → bytes, or why not. In plain JavaScript, because a source has no `node:zlib`; in slices, so that a bomb stops early. */
export function inflate(packed: Uint8Array): Uint8Array | ReasonCode {
  const chunks: Uint8Array[] = []
  let total = 0
  let ended = false
  const gunzip = new Gunzip((chunk, final) => {
    chunks.push(chunk)
    total += chunk.length
    ended ||= final
  })
  try {
    for (let at = 0; at < packed.length; at += sliceBytes) {
      gunzip.push(packed.slice(at, at + sliceBytes), at + sliceBytes >= packed.length)
      if (total > bytesMax) return 'zip_bomb'
    }
  } catch {
    return 'gz_truncated'
  }
  return ended ? joined(chunks, total) : 'gz_truncated'
}

function joined(chunks: Uint8Array[], total: number): Uint8Array {
  const bytes = new Uint8Array(total)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
