import { expect, it } from 'vitest'

import { safePath } from './safe-path.ts'

it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/a\n/b', '', '/login?from=/x', '/api/v1/secrets'])('does not leave for %j', (path) => {
  expect(safePath(path)).toBe('/')
})
it('keeps a deep link whole', () => {
  expect(safePath('/secrets/12?tab=events&q=a%20b')).toBe('/secrets/12?tab=events&q=a%20b')
})
