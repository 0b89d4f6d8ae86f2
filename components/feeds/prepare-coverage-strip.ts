import type { FeedCoverage } from '#lib/api/get-coverage.ts'

export type CoverageCell = { from: string; to: string; state: 'gap' | 'quiet' | 'events'; /** 0 to 1, of the fullest cell. */ level: number; records: number | null; tip: string }

const cellsMax = 168

/** Hours of a week, days of anything longer: what a feed delivered in each, and where it has a gap. */
export function prepareCoverageStrip(feed: FeedCoverage, from: string, to: string): CoverageCell[] {
  const hours = Math.ceil((Date.parse(to) - Date.parse(from)) / 3_600_000)
  const stepHours = hours <= cellsMax ? 1 : 24
  const stepMs = stepHours * 3_600_000
  const start = Math.floor(Date.parse(from) / stepMs) * stepMs
  const count = Math.ceil((Date.parse(to) - start) / stepMs)
  const records = new Map<number, number>()
  for (const hour of feed.hours ?? []) {
    const cell = Math.floor((Date.parse(hour.hour) - start) / stepMs)
    records.set(cell, (records.get(cell) ?? 0) + hour.records)
  }
  const max = Math.max(1, ...records.values())
  return Array.from({ length: count }, (_, at) => {
    const cellFrom = start + at * stepMs
    const cellTo = cellFrom + stepMs
    const delivered = feed.hours === null ? null : (records.get(at) ?? 0)
    const isGap = feed.gaps.some((gap) => Date.parse(gap.from) < cellTo && Date.parse(gap.to) > cellFrom)
    const name = new Date(cellFrom).toISOString().slice(0, stepHours === 1 ? 16 : 10).replace('T', ' ')
    const said = isGap ? 'a gap: silence that its rhythm does not explain' : delivered === null ? 'no gap' : `${delivered.toLocaleString('en')} records`
    return {
      from: new Date(cellFrom).toISOString(),
      to: new Date(cellTo).toISOString(),
      state: isGap ? 'gap' : delivered === null || delivered > 0 ? 'events' : 'quiet',
      level: delivered === null ? 0.5 : delivered / max,
      records: delivered,
      tip: `${name} UTC\n${said}`,
    }
  })
}
