import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { dataFolder, openIngestServer } from './bench-database.ts'
import { foldDailyEdges } from './duckdb-statements.ts'
import type { BenchOptions } from './bench-options.ts'
import { printProfile } from './profile.ts'
import { printRace } from './race.ts'
import { better, runContender, type Measured } from './run-contender.ts'
import { betterWhoread, runWhoread } from './run-whoread.ts'
import { writeTrail, type TrailShape } from './write-trail.ts'

/** Every record is a read: 300 roles with 20 of 2,000 secrets each, about 400,000 records. */
const shape: TrailShape = { name: 'dense-trail', secretShare: 1, secrets: 2_000, roles: 300, secretsPerRole: 20, smallFiles: 360, smallBytes: 1_500_000, largeFiles: 0, largeBytes: 0 }

export async function benchDense({ profile }: BenchOptions): Promise<void> {
  const threads = availableParallelism()
  const trail = await writeTrail(shape)
  const server = await openIngestServer()
  try {
    const gunzip = await better(() => runContender('floor', { files: trail.files, threads, parse: false }))
    const parse = await better(() => runContender('floor', { files: trail.files, threads, parse: true }))
    const duckdb = await better(() => runContender('duckdb', { threads, database: join(dataFolder, 'dense.duckdb'), statements: foldDailyEdges(trail.folder) }))
    const ours = await betterWhoread(() => runWhoread(server.url, 'dense', trail, threads))
    const copy = await runContender<{ seconds: number }>('copy', { databaseUrl: ours.databaseUrl, threads })
    printRace('Dense', trail, ours, [
      { name: 'floor: gunzip', measured: gunzip },
      { name: 'floor: gunzip + JSON.parse', measured: parse },
      { name: 'floor: COPY of the rows, unlogged, no index', measured: onlyCopying(copy) },
      { name: 'DuckDB: primary key, on conflict do nothing, daily edges', measured: duckdb },
    ])
    const { records, events, facts } = ours.measured.answer
    console.log(`Of ${records.toLocaleString('en')} records ${events.toLocaleString('en')} became events with ${facts.toLocaleString('en')} accesses.\n`)
    if (profile) await printProfile(server.url, 'dense', trail)
  } finally {
    await server.close()
  }
}

/** Reading the rows out first is not part of it, neither in time nor in memory. */
function onlyCopying(copy: Measured<{ seconds: number }>): Measured<unknown> {
  return { ...copy, seconds: copy.answer.seconds, cpuSeconds: NaN, rssMb: NaN }
}
