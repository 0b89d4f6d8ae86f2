import { describe, expect, it } from 'vitest'

import { parseTimeRange, shiftTimeRange } from './time-range.ts'

const now = new Date('2026-11-23T12:00:30Z')

describe('the time range of a view', () => {
  it('is 7 days, from the start of a day to the next full minute, unless said otherwise', () => {
    expect(parseTimeRange(undefined, now)).toEqual({ key: '7d', label: '7 days', from: '2026-11-16T00:00:00.000Z', to: '2026-11-23T12:01:00.000Z' })
    expect(parseTimeRange('nonsense', now).key).toBe('7d')
    expect(parseTimeRange('24h', now).label).toBe('24 hours')
  })
  it('may be two moments', () => {
    expect(parseTimeRange('2026-11-01..2026-11-08', now)).toMatchObject({ label: '2026-11-01 to 2026-11-08', from: '2026-11-01T00:00:00.000Z' })
    expect(parseTimeRange('2026-11-08..2026-11-01', now).key).toBe('7d')
  })
  it('moves by its own length', () => {
    expect(shiftTimeRange(parseTimeRange('24h', now), -1)).toBe('2026-11-21T12:01Z..2026-11-22T12:01Z')
  })
})
