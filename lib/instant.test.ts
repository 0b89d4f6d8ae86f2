import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseInstant, toMicroseconds } from './instant.ts'

test.each([
  ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z'],
  ['2026-03-01T10:00:00.123456789Z', '2026-03-01T10:00:00.123456789Z'],
  ['2026-03-01T10:00:00.1234567891234Z', '2026-03-01T10:00:00.123456789Z'],
  ['2026-01-11 22:54:56.000', '2026-01-11T22:54:56.000Z'],
  ['2026-11-03 00:00:32.537118 UTC', '2026-11-03T00:00:32.537118Z'],
  ['2026-03-01T01:00:00+02:00', '2026-02-28T23:00:00Z'],
  ['2026-11-20T10:00:00.5+0530', '2026-11-20T04:30:00.5Z'],
  ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00Z'],
  ['2026-02-29T00:00:00Z', undefined],
  ['2026-00-10T00:00:00Z', undefined],
  ['2026-04-31T00:00:00Z', undefined],
  ['2026-04-30T23:60:00Z', undefined],
  ['2026-04-30T23:00:6xZ', undefined],
  ['2026-13-20T10:00:00Z', undefined],
  ['2026-03-01T25:00:00Z', undefined],
  ['1970-01-01T00:00:00Z', undefined],
  ['0001-01-01T00:00:00Z', undefined],
  ['2026-03-01T10:00:00Zebra', undefined],
  ['soon', undefined],
  [undefined, undefined],
])('%s is %s', (text, expected) => expect(parseInstant(text)).toBe(expected))

test('agrees with Date on every instant', () => {
  fc.assert(fc.property(fc.date({ min: new Date('1971-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
    expect(parseInstant(date.toISOString())).toBe(date.toISOString())
  }))
})

test('microseconds are cut, and all of one width', () => {
  expect(['2026-03-01T10:00:00Z', '2026-03-01T10:00:00.5Z', '2026-03-01T10:00:59.999999999Z'].map(toMicroseconds)).toEqual([
    '2026-03-01T10:00:00.000000Z', '2026-03-01T10:00:00.500000Z', '2026-03-01T10:00:59.999999Z',
  ])
})
