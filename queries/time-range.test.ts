import { expect, test } from 'vitest'
import { InvalidFilter } from '#lib/errors.ts'
import { rangeOf, wholeDays } from './time-range.ts'

test.each([
  [{}, { firstDay: null, endDay: null, aligned: true }],
  [{ from: '2026-11-01T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z' }, { firstDay: '2026-11-01', endDay: '2026-11-03', aligned: true }],
  [{ from: '2026-11-01T00:00:00.001Z' }, { firstDay: '2026-11-02', endDay: null, aligned: false }],
  [{ to: '2026-12-31T23:59:59.999Z' }, { firstDay: null, endDay: '2026-12-31', aligned: false }],
  [{ from: '2026-12-31T12:00:00.000Z', to: '2026-12-31T13:00:00.000Z' }, { firstDay: '2027-01-01', endDay: '2026-12-31', aligned: false }],
])('%j has the whole days %j', (filter, days) => expect(wholeDays(rangeOf(filter))).toEqual(days))

test('a range that ends before it begins is refused', () => {
  expect(() => rangeOf({ from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' })).toThrow(InvalidFilter)
})
