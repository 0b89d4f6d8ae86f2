import { expect, test } from 'vitest'
import { parseInstant, parseResponseDate } from './event-time.ts'

test.each([
  ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z'],
  ['2026-03-01T10:00:00.123456789Z', '2026-03-01T10:00:00.123456789Z'],
  ['2026-01-11 22:54:56.000', '2026-01-11T22:54:56.000Z'],
  ['2026-03-01T01:00:00+02:00', '2026-02-28T23:00:00Z'],
  ['2026-02-29T00:00:00Z', undefined],
  ['2026-03-01T25:00:00Z', undefined],
  ['1970-01-01T00:00:00Z', undefined],
  ['soon', undefined],
])('%s', (text, expected) => expect(parseInstant(text)).toBe(expected))

test.each([
  ['Jul 10, 2023, 12:07:59 PM', '2023-07-10T12:07:59Z'],
  ['Jul 1, 2023, 12:07:59 AM', '2023-07-01T00:07:59Z'],
  ['Mar 24, 2014 9:11:59 PM', '2014-03-24T21:11:59Z'],
  ['2026-01-11 22:54:56.000', '2026-01-11T22:54:56.000Z'],
  ['Foo 1, 2023, 1:07:59 AM', undefined],
  [null, undefined],
])('%s', (text, expected) => expect(parseResponseDate(text)).toBe(expected))
