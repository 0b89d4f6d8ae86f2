import { matchTraces } from './match-traces.ts'
import { currentAt, previousAt, type Switch } from './version-timeline.ts'

/** A successful read of the secret; `at` in epoch seconds, `stage` empty when the record named the version itself. */
export type StoredRead = { ref_id: string; edge_id: string; key: string; identity: string; at: number; occurred_at: string; stage: string }
export type StoredTrace = { ref_id: string; edge_id: string; key: string; identity: string; at: number; occurred_at: string; version: string; stands_alone: boolean }

export type DayLabel = { refId: string; edgeId: string; day: string; version: string; evidence: 'observed' | 'inferred' | 'unknown'; count: number; firstAt: string; lastAt: string }

const currentStages = new Set(['current', 'AWSCURRENT', 'latest'])

/**
 * Which version each read by stage got: observed when a trace of the same moment names it, else inferred from the timeline, else unknown.
 * Traces that no read explains and that stand alone are answered too. Only the given days (UTC) are labelled; their neighbours' last and first seconds only help matching.
 */
export function labelReads(input: { days: ReadonlySet<string>; reads: readonly StoredRead[]; traces: readonly StoredTrace[]; switches: readonly Switch[] }): { labels: DayLabel[]; standing: StoredTrace[] } {
  const readOfTrace = matchTraces(input.reads, input.traces)
  const versionOfRead = new Map<string, string>()
  for (const trace of input.traces) {
    const read = readOfTrace.get(trace.key)
    if (read !== undefined && trace.version !== '') versionOfRead.set(read, trace.version)
  }
  const labels = new Map<string, DayLabel>()
  for (const read of input.reads) {
    const day = read.occurred_at.slice(0, 10)
    if (read.stage !== '' && input.days.has(day)) addLabel(labels, read, day, labelOf(read, versionOfRead.get(read.key), input.switches))
  }
  const standing = input.traces.filter((trace) => trace.stands_alone && !readOfTrace.has(trace.key) && input.days.has(trace.occurred_at.slice(0, 10)))
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
