import { describe, expect, it } from 'vitest'

import { prepareHistogram, rangeOfBars } from './prepare-histogram.ts'

const histogram = { step: 'hour' as const, bars: [{ from: '2026-11-01T01:00:00.000Z', outcomes: { success: 5, denied: 2, error: 1, unknown: 0 } }] }

describe('the histogram of events', () => {
  it('has every bar of the range, empty ones too', () => {
    const data = prepareHistogram(histogram, '2026-11-01T00:30:00.000Z', '2026-11-01T03:00:00.000Z')
    expect(data.bars.map(({ total }) => total)).toEqual([0, 8, 0])
    expect(data.bars[1]).toMatchObject({ success: 5, denied: 2, other: 1 })
    expect(data.summary).toBe('Events per hour; at most 8, at 2026-11-01 01:00 UTC.')
  })
  it('turns a drag in either direction into a range', () => {
    const { bars } = prepareHistogram(histogram, '2026-11-01T00:00:00.000Z', '2026-11-01T03:00:00.000Z')
    expect(rangeOfBars(bars, 2, 1)).toBe('2026-11-01T01:00Z..2026-11-01T03:00Z')
  })
})
