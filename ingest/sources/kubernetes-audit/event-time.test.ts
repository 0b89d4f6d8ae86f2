import { expect, test } from 'vitest'
import { eventTime } from './event-time.ts'

test.each([
  ['2026-11-20T10:00:00.123456Z', '2026-11-20T10:00:00.123456Z'],
  ['2026-11-20T10:00:00.123456789Z', '2026-11-20T10:00:00.123456789Z'],
  ['2017-09-11T19:55:05Z', '2017-09-11T19:55:05Z'],
  ['2026-11-20T10:00:00.5+05:30', '2026-11-20T04:30:00.5Z'],
  ['2026-13-20T10:00:00Z', undefined],
  ['20 November', undefined],
])('%s', (text, time) => {
  expect(eventTime(text)).toBe(time)
})
