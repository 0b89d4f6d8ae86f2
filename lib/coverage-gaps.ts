const hourMs = 3_600_000
/** A silence is a gap when the feed's own rhythm would have brought at least so many records in it. */
export const missedRecordsMin = 12

export type HourlyCount = { hour: number; records: number }
export type Gap = { from: number; to: number }

/**
 * Gaps of one feed, by its own rhythm: how many records each hour of the day brings on average tells how many a run of silent
 * hours should have brought. Quiet nights of a feed that is quiet every night are none. Times are epoch milliseconds, hours of UTC;
 * only the span from the first to the last hour with records is judged. Hours need not be sorted.
 */
export function findGaps(hours: readonly HourlyCount[]): Gap[] {
  const heard = hours.filter(({ records }) => records > 0).toSorted((one, other) => one.hour - other.hour)
  const first = heard[0]
  const last = heard.at(-1)
  if (!first || !last) return []
  const expected = rhythmOf(heard, first.hour, last.hour)
  const gaps: Gap[] = []
  let previous = first.hour
  for (const { hour } of heard) {
    let missed = 0
    for (let silent = previous + hourMs; silent < hour && missed < missedRecordsMin; silent += hourMs) missed += expected[hourOfDay(silent)] ?? 0
    if (missed >= missedRecordsMin) gaps.push({ from: previous + hourMs, to: hour })
    previous = hour
  }
  return gaps
}

function hourOfDay(time: number): number {
  return Math.floor(time / hourMs) % 24
}

/** Records per hour of the day: the median over the days of the span, so that neither an outage nor a flood moves it much. */
function rhythmOf(heard: readonly HourlyCount[], first: number, last: number): number[] {
  const counts: number[][] = Array.from({ length: 24 }, () => [])
  for (const { hour, records } of heard) counts[hourOfDay(hour)]?.push(records)
  return counts.map((known, hour) => {
    const days = Math.max(known.length, Math.floor((last - first) / (24 * hourMs)) + (spans(first, last, hour) ? 1 : 0))
    const all = [...known, ...Array.from({ length: days - known.length }, () => 0)].toSorted((one, other) => one - other)
    return all[Math.floor(all.length / 2)] ?? 0
  })
}

/** Does the last, broken day of the span contain this hour of the day? */
function spans(first: number, last: number, hour: number): boolean {
  const rest = Math.floor((last - first) / hourMs) % 24
  return (hour - hourOfDay(first) + 24) % 24 <= rest
}

/** Share (0 to 1) of `from`–`to` that lies between the feed's first and last record and in no gap; null for an empty range. */
export function coverageOf(hours: readonly HourlyCount[], gaps: readonly Gap[], from: number, to: number): number | null {
  if (to <= from) return null
  const heard = hours.filter(({ records }) => records > 0).map(({ hour }) => hour)
  if (heard.length === 0) return 0
  const overlap = (start: number, end: number) => Math.max(0, Math.min(end, to) - Math.max(start, from))
  const span = overlap(heard.reduce((one, other) => Math.min(one, other)), heard.reduce((one, other) => Math.max(one, other)) + hourMs)
  const missing = gaps.reduce((sum, gap) => sum + overlap(gap.from, gap.to), 0)
  return (span - missing) / (to - from)
}
