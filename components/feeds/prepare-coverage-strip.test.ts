import { describe, expect, it } from 'vitest'

import { prepareCoverageStrip } from './prepare-coverage-strip.ts'

const hour = (text: string, records: number) => ({ hour: text, records, events: records, duplicates: 0, ignored: 0, quarantined: 0 })
const feed = { feed: 'trail', source: 'cloudtrail', cluster: 'trail', firstAt: null, lastAt: null, coverage: 0.8, gaps: [{ from: '2026-11-01T02:00:00.000Z', to: '2026-11-01T03:00:00.000Z' }], hours: [hour('2026-11-01T00:00:00.000Z', 10), hour('2026-11-01T01:00:00.000Z', 5)] }

describe('the coverage strip', () => {
  it('tells delivered, gap and quiet apart', () => {
    const cells = prepareCoverageStrip(feed, '2026-11-01T00:00:00.000Z', '2026-11-01T04:00:00.000Z')
    expect(cells.map(({ state, level }) => [state, level])).toEqual([['events', 1], ['events', 0.5], ['gap', 0], ['quiet', 0]])
  })
  it('sums hours up to days in a long range', () => {
    const cells = prepareCoverageStrip(feed, '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z')
    expect(cells).toHaveLength(30)
    expect(cells[0]).toMatchObject({ records: 15, state: 'gap' })
  })
})
