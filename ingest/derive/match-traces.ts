export type TimedRead = { key: string; nativeId: string; identity: string; at: number }
export type TimedTrace = TimedRead

/** A store's key service logs its side of a read within this time, in seconds, before or after. */
export const traceToleranceSeconds = 2

/**
 * Which read each trace belongs to: both by the same identity, at most two seconds apart, each trace serves one read and each read one trace.
 * Times are epoch seconds. Going through both in order of time pairs as many as can be paired at all. Answers trace key → read key; pure.
 */
export function matchTraces(reads: readonly TimedRead[], traces: readonly TimedTrace[]): Map<string, string> {
  const matches = new Map<string, string>()
  const readsOf = Map.groupBy(reads, (read) => read.identity)
  for (const [identity, own] of Map.groupBy(traces, (trace) => trace.identity)) {
    const waiting = (readsOf.get(identity) ?? []).toSorted(byTime)
    let from = 0
    for (const trace of own.toSorted(byTime)) {
      while (from < waiting.length && (waiting[from] as TimedRead).at < trace.at - traceToleranceSeconds) from++
      const read = waiting[from]
      if (!read || read.at > trace.at + traceToleranceSeconds) continue
      matches.set(trace.key, read.key)
      from++
    }
  }
  return matches
}

/** The store's own ids break ties: keys differ from installation to installation. */
function byTime(a: TimedRead, b: TimedRead): number {
  return a.at - b.at || (a.nativeId < b.nativeId ? -1 : 1)
}
