import { expect, it } from 'vitest'

import { absoluteTime, duration, evidenceTime, relativeTime, shortDay } from './time.ts'

const now = Date.parse('2026-11-23T12:00:00Z')

it.each([['2026-11-23T11:59:58Z', 'now'], ['2026-11-23T11:56:00Z', '4 min ago'], ['2026-11-23T09:00:00Z', '3 h ago'], ['2026-11-14T12:00:00Z', '9 d ago'], ['2026-11-23T14:00:00Z', 'in 2 h']])('%s is %s', (at, text) => {
  expect(relativeTime(at, now)).toBe(text)
})
it('names the zone', () => {
  expect(absoluteTime('2026-11-02T14:32:05Z', 'utc')).toBe('2 Nov 2026 14:32:05 UTC')
  expect(absoluteTime('2026-11-02T14:32:05Z', 'local')).toMatch(/UTC[+−]\d\d:\d\d$/)
})
it('keeps milliseconds as evidence', () => expect(evidenceTime('2026-11-02T14:32:05.123456Z', 'utc')).toBe('2026-11-02 14:32:05.123'))
it('leaves this year out', () => {
  expect(shortDay('2026-11-02T00:00:00Z', now, 'utc')).toBe('2 Nov')
  expect(shortDay('2025-11-02T00:00:00Z', now, 'utc')).toBe('2 Nov 2025')
})
it('says how long', () => expect([duration(80), duration(700), duration(86_400 * 3)]).toEqual(['80 s', '12 min', '3 d']))
