import type { EventSummary } from '#lib/api/list-events.ts'
import { exactCount } from '#lib/format/count.ts'

export type HistogramBar = { from: string; to: string; success: number; denied: number; other: number; total: number }
export type HistogramData = { bars: HistogramBar[]; max: number; step: 'hour' | 'day'; summary: string }

const barsMax = 400

/** Every bar of the range, empty ones too: zero is a number here, since the query counts what is stored. */
export function prepareHistogram(histogram: EventSummary['histogram'], from: string, to: string): HistogramData {
  const stepMs = histogram.step === 'hour' ? 3_600_000 : 86_400_000
  const start = Math.floor(Date.parse(from) / stepMs) * stepMs
  const count = Math.min(barsMax, Math.max(1, Math.ceil((Date.parse(to) - start) / stepMs)))
  const given = new Map(histogram.bars.map((bar) => [Date.parse(bar.from), bar.outcomes]))
  const bars = Array.from({ length: count }, (_, at) => {
    const time = start + at * stepMs
    const outcomes = given.get(time)
    const success = outcomes?.success ?? 0
    const denied = outcomes?.denied ?? 0
    const other = (outcomes?.error ?? 0) + (outcomes?.unknown ?? 0)
    return { from: new Date(time).toISOString(), to: new Date(time + stepMs).toISOString(), success, denied, other, total: success + denied + other }
  })
  const max = Math.max(0, ...bars.map((bar) => bar.total))
  const peak = bars.find((bar) => bar.total === max)
  const summary = max === 0 || !peak ? 'No events in this range.' : `Events per ${histogram.step}; at most ${exactCount(max)}, at ${peak.from.slice(0, 16).replace('T', ' ')} UTC.`
  return { bars, max, step: histogram.step, summary }
}

/** The range that a drag or a pair of keys chose, as in the URL. */
export function rangeOfBars(bars: HistogramBar[], one: number, other: number): string | undefined {
  const first = bars[Math.min(one, other)]
  const last = bars[Math.max(one, other)]
  return first && last && `${first.from.slice(0, 16)}Z..${last.to.slice(0, 16)}Z`
}
