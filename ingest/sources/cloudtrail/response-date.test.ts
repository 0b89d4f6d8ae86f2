import { expect, test } from 'vitest'
import { parseResponseDate } from './response-date.ts'

test.each([
  ['Jul 10, 2023, 12:07:59 PM', '2023-07-10T12:07:59Z'],
  ['Jul 1, 2023, 12:07:59 AM', '2023-07-01T00:07:59Z'],
  ['Mar 24, 2014 9:11:59 PM', '2014-03-24T21:11:59Z'],
  ['2026-01-11 22:54:56.000', '2026-01-11T22:54:56.000Z'],
  ['Foo 1, 2023, 1:07:59 AM', undefined],
  [null, undefined],
])('%s', (text, expected) => expect(parseResponseDate(text)).toBe(expected))
