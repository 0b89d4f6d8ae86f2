import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { dataFolder, openIngestServer } from './bench-database.ts'
import { readIntoTable } from './duckdb-statements.ts'
import type { BenchOptions } from './bench-options.ts'
import { printProfile } from './profile.ts'
import { printRace } from './race.ts'
import { better, runContender } from './run-contender.ts'
import { betterWhoread, runWhoread } from './run-whoread.ts'
import { writeTrail, type TrailShape } from './write-trail.ts'

/** An organisation's trail: one record in two hundred is about a secret. */
const shape: TrailShape = { name: 'sparse-trail', secretShare: 0.005, secrets: 2_000, roles: 3_000, secretsPerRole: 20, smallFiles: 400, smallBytes: 1_500_000, largeFiles: 4, largeBytes: 20_000_000 }

export async function benchSparse({ profile }: BenchOptions): Promise<void> {
  const threads = availableParallelism()
  const trail = await writeTrail(shape)
  const server = await openIngestServer()
  try {
    const gunzip = await better(() => runContender('floor', { files: trail.files, threads, parse: false }))
    const parse = await better(() => runContender('floor', { files: trail.files, threads, parse: true }))
    const duckdb = await better(() => runContender('duckdb', { threads, database: join(dataFolder, 'sparse.duckdb'), statements: readIntoTable(trail.folder) }))
    const ours = await betterWhoread(() => runWhoread(server.url, 'sparse', trail, threads))
    printRace('Sparse', trail, ours, [
      { name: 'floor: gunzip', measured: gunzip },
      { name: 'floor: gunzip + JSON.parse', measured: parse },
      { name: 'DuckDB: read_json → table', measured: duckdb },
    ])
    const { records, events, facts, quarantined } = ours.measured.answer
    console.log(`Of ${records.toLocaleString('en')} records ${events.toLocaleString('en')} became events with ${facts.toLocaleString('en')} accesses; ${quarantined} quarantined.\n`)
    if (profile) await printProfile(server.url, 'sparse', trail)
  } finally {
    await server.close()
  }
}
