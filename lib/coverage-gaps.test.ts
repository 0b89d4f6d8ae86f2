import { expect, test } from 'vitest'
import { coverageOf, findGaps } from './coverage-gaps.ts'

const start = Date.parse('2026-11-01T00:00:00Z')
const hour = 3_600_000

/** `records(hour of the day, index)` for each hour of `days`. */
function feed(days: number, records: (hourOfDay: number, index: number) => number) {
  return Array.from({ length: days * 24 }, (_, index) => ({ hour: start + index * hour, records: records(index % 24, index) })).filter((count) => count.records > 0)
}

test('a steady feed without a pause has no gap', () => {
  const hours = feed(7, () => 50)
  expect(findGaps(hours)).toEqual([])
  expect(coverageOf(hours, [], start, start + 7 * 24 * hour)).toBe(1)
})

test('three hours missing from a steady feed are one gap', () => {
  const hours = feed(7, (_, index) => (index >= 60 && index < 63 ? 0 : 50))
  const gaps = findGaps(hours)
  expect(gaps).toEqual([{ from: start + 60 * hour, to: start + 63 * hour }])
  expect(coverageOf(hours, gaps, start + 60 * hour, start + 66 * hour)).toBe(0.5)
})

test('quiet nights of a feed that is quiet every night are not gaps; a quiet working day is', () => {
  const office = (hourOfDay: number) => (hourOfDay >= 8 && hourOfDay < 18 ? 30 : 0)
  expect(findGaps(feed(10, office))).toEqual([])
  const gaps = findGaps(feed(10, (hourOfDay, index) => (Math.floor(index / 24) === 4 ? 0 : office(hourOfDay))))
  expect(gaps).toHaveLength(1)
})

test('a feed of one record an hour is given half a day', () => {
  expect(findGaps(feed(7, (_, index) => (index >= 60 && index < 66 ? 0 : 1)))).toEqual([])
  expect(findGaps(feed(7, (_, index) => (index >= 60 && index < 80 ? 0 : 1)))).toHaveLength(1)
})

test('before the first and after the last record nothing is covered', () => {
  const hours = feed(1, () => 5)
  expect(coverageOf(hours, [], start - 24 * hour, start + 48 * hour)).toBeCloseTo(1 / 3)
  expect(coverageOf([], [], start, start + hour)).toBe(0)
  expect(coverageOf(hours, [], start, start)).toBeNull()
})
