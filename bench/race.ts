import { printTable } from './markdown-table.ts'
import type { Measured } from './run-contender.ts'
import type { PostgresUse } from './watch-postgres.ts'
import type { Trail } from './write-trail.ts'

export type Runner = { name: string; measured: Measured<unknown>; postgres?: PostgresUse }

/** One run of several contenders over the same files: what matters are the ratios. */
export function printRace(title: string, trail: Trail, ours: Runner, others: readonly Runner[]): void {
  const rows = [...others, ours].map(({ name, measured, postgres }) => [
    name,
    measured.seconds,
    trail.bytes / 1e6 / measured.seconds,
    Math.round(trail.records / measured.seconds),
    measured.seconds / ours.measured.seconds,
    cpu({ name, measured, postgres }) / cpu(ours),
    known(measured.cpuSeconds),
    postgres?.cpuSeconds,
    known(Math.round(measured.rssMb)),
    postgres && Math.round(postgres.rssMb),
  ])
  const size = `${trail.files.length} gz objects, ${trail.records.toLocaleString('en')} records, ${Math.round(trail.bytes / 1e6)} MB (${Math.round(trail.gzBytes / 1e6)} MB gz)`
  printTable(`${title}: ${size}`, ['contender', 'seconds', 'MB/s inflated', 'records/s', 'ours is × as fast', 'by processor time ×', 'CPU s', 'PostgreSQL CPU s', 'peak RSS MB', 'PostgreSQL peak MB'], rows)
}

/** Both processes of a contender: on a busy machine its ratio says more than the clock's. */
function cpu({ measured, postgres }: Runner): number {
  return measured.cpuSeconds + (postgres?.cpuSeconds ?? 0)
}

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value
}
