import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { dataFolder } from './bench-database.ts'
import type { TrailSpec } from './trail-records.ts'
import type { TrailFile, WrittenFile } from './write-trail-thread.ts'

export type Trail = { folder: string; files: string[]; records: number; bytes: number; gzBytes: number }
export type TrailShape = TrailSpec & { name: string; smallFiles: number; smallBytes: number; largeFiles: number; largeBytes: number }

/** gz objects `{"Records":[…]}` on one line, one object after the other through ten days; made once and kept until their shape changes. */
export async function writeTrail(shape: TrailShape): Promise<Trail> {
  const folder = join(dataFolder, shape.name)
  const marker = join(dataFolder, `${shape.name}.json`)
  if (existsSync(marker)) {
    const known = JSON.parse(await readFile(marker, 'utf8')) as { shape: TrailShape; trail: Trail }
    if (JSON.stringify(known.shape) === JSON.stringify(shape)) return known.trail
  }
  console.error(`Writing ${shape.name} …`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const written = await writeFiles(planFiles(folder, shape), shape)
  const sum = (part: (file: WrittenFile) => number) => written.reduce((total, file) => total + part(file), 0)
  const trail = { folder, files: written.map((file) => file.path).toSorted(), records: sum((file) => file.records), bytes: sum((file) => file.bytes), gzBytes: sum((file) => file.gzBytes) }
  await writeFile(marker, JSON.stringify({ shape, trail }))
  return trail
}

function planFiles(folder: string, shape: TrailShape): TrailFile[] {
  const count = shape.smallFiles + shape.largeFiles
  const largeEvery = shape.largeFiles === 0 ? Infinity : Math.floor(count / shape.largeFiles)
  return Array.from({ length: count }, (_, index) => {
    const isLarge = index % largeEvery === largeEvery - 1
    const bytes = isLarge ? shape.largeBytes : Math.round(shape.smallBytes * (0.5 + ((index * 7919) % 1000) / 1000))
    return { path: join(folder, `trail-${String(index).padStart(4, '0')}.json.gz`), seed: `${shape.name} ${index}`, bytes, fromMs: Date.parse('2026-10-01T00:00:00Z') + (index / count) * 10 * 86_400_000 }
  })
}

async function writeFiles(files: TrailFile[], spec: TrailSpec): Promise<WrittenFile[]> {
  const written: WrittenFile[] = []
  const queue = [...files]
  await Promise.all(
    Array.from({ length: availableParallelism() }, () =>
      new Promise<void>((resolve, reject) => {
        const thread = new Worker(new URL('./write-trail-thread.ts', import.meta.url), { workerData: spec })
        const next = () => thread.postMessage(queue.shift() ?? null)
        thread.on('message', (file: WrittenFile) => {
          written.push(file)
          next()
        })
        thread.on('error', reject)
        thread.on('exit', () => resolve())
        next()
      }),
    ),
  )
  return written
}
