import { writeFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { createTrail, type TrailSpec } from './trail-records.ts'

export type TrailFile = { path: string; seed: string; bytes: number; fromMs: number }
export type WrittenFile = { path: string; records: number; bytes: number; gzBytes: number }

function write(file: TrailFile, spec: TrailSpec): WrittenFile {
  const record = createTrail(file.seed, spec)
  const records: string[] = []
  for (let bytes = 0; bytes < file.bytes; ) {
    const text = record(file.fromMs + records.length * 250)
    records.push(text)
    bytes += text.length + 1
  }
  const plain = Buffer.from(`{"Records":[${records.join(',')}]}`)
  const gz = gzipSync(plain)
  writeFileSync(file.path, gz)
  return { path: file.path, records: records.length, bytes: plain.length, gzBytes: gz.length }
}

parentPort?.on('message', (file: TrailFile | null) => {
  if (file === null) parentPort?.close()
  else parentPort?.postMessage(write(file, workerData as TrailSpec))
})
