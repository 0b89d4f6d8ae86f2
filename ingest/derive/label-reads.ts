import { matchTraces, traceToleranceSeconds } from './match-traces.ts'
import { currentAt, previousAt, type Switch } from './version-timeline.ts'

/** A successful read of the secret; `at` in epoch seconds, `stage` empty when the record named the version itself. */
export type StoredRead = { ref_id: string; edge_id: string; key: string; nativeId: string; identity: string; at: number; occurred_at: string; stage: string }
export type StoredTrace = { ref_id: string; edge_id: string; key: string; nativeId: string; identity: string; at: number; occurred_at: string; version: string; stands_alone: boolean }

export type DayLabel = { refId: string; edgeId: string; day: string; version: string; evidence: 'observed' | 'inferred' | 'unknown'; count: number; firstAt: string; lastAt: string }

const currentStages = new Set(['current', 'AWSCURRENT', 'latest'])

/**
 * Which version each read by stage got: observed when a trace of the same moment names it, else inferred from the timeline, else unknown.
 * Traces that no read explains and that stand alone are answered too. Only the given days (UTC) are labelled; their neighbours' last and first seconds only help matching.
 * Each day is seen by itself: its answer does not depend on which other days happen to be derived with it.
 */
export function labelReads(input: { days: ReadonlySet<string>; reads: readonly StoredRead[]; traces: readonly StoredTrace[]; switches: readonly Switch[] }): { labels: DayLabel[]; standing: StoredTrace[] } {
  const reads = byDay(input.reads), traces = byDay(input.traces)
  const answers = [...input.days].map((day) => labelDay({ day, reads: reads.get(day) ?? [], traces: traces.get(day) ?? [], switches: input.switches }))
  return { labels: answers.flatMap((answer) => answer.labels), standing: answers.flatMap((answer) => answer.standing) }
}

/** What lies within the tolerance of midnight belongs to both days. */
function byDay<Row extends { at: number }>(rows: readonly Row[]): Map<string, Row[]> {
  const days = new Map<string, Row[]>()
  for (const row of rows) {
    for (const day of new Set([dayOf(row.at - traceToleranceSeconds), dayOf(row.at + traceToleranceSeconds)])) {
      const there = days.get(day)
      if (there) there.push(row)
      else days.set(day, [row])
    }
  }
  return days
}

function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}

function labelDay(input: { day: string; reads: readonly StoredRead[]; traces: readonly StoredTrace[]; switches: readonly Switch[] }): { labels: DayLabel[]; standing: StoredTrace[] } {
  const readOfTrace = matchTraces(input.reads, input.traces)
  const versionOfRead = new Map<string, string>()
  for (const trace of input.traces) {
    const read = readOfTrace.get(trace.key)
    if (read !== undefined && trace.version !== '') versionOfRead.set(read, trace.version)
  }
  const labels = new Map<string, DayLabel>()
  for (const read of input.reads) {
    const day = read.occurred_at.slice(0, 10)
    if (read.stage !== '' && day === input.day) addLabel(labels, read, day, labelOf(read, versionOfRead.get(read.key), input.switches))
  }
  const standing = input.traces.filter((trace) => trace.stands_alone && !readOfTrace.has(trace.key) && trace.occurred_at.slice(0, 10) === input.day)
  return { labels: [...labels.values()], standing }
}

function labelOf(read: StoredRead, traced: string | undefined, switches: readonly Switch[]): Pick<DayLabel, 'version' | 'evidence'> {
  if (traced !== undefined) return { version: traced, evidence: 'observed' }
  const version = currentStages.has(read.stage) ? currentAt(switches, read.occurred_at) : read.stage === 'AWSPREVIOUS' ? previousAt(switches, read.occurred_at) : undefined
  return version === undefined ? { version: '', evidence: 'unknown' } : { version, evidence: 'inferred' }
}

function addLabel(labels: Map<string, DayLabel>, read: StoredRead, day: string, { version, evidence }: Pick<DayLabel, 'version' | 'evidence'>): void {
  const key = `${read.ref_id}|${read.edge_id}|${day}|${version}|${evidence}`
  const label = labels.get(key)
  if (!label) {
    labels.set(key, { refId: read.ref_id, edgeId: read.edge_id, day, version, evidence, count: 1, firstAt: read.occurred_at, lastAt: read.occurred_at })
    return
  }
  label.count++
  if (read.occurred_at < label.firstAt) label.firstAt = read.occurred_at
  if (read.occurred_at > label.lastAt) label.lastAt = read.occurred_at
}
