import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InvalidFilter } from '#lib/errors.ts'
import { readCursor, writeCursor } from './page-cursor.ts'

const key = '00000000-0000-4000-8000-000000000001'

test('what was written is read again', () => {
  const cursor = writeCursor(['2026-11-01T00:00:00.000123Z', key, '-9223372036854775808'])
  expect(readCursor(cursor, ['time', 'uuid', 'id'])).toEqual(['2026-11-01T00:00:00.000123Z', key, '-9223372036854775808'])
  expect(readCursor(undefined, ['text'])).toBeNull()
})

test.each([
  [['x', key, '1']],
  [['2026-02-30T00:00:00.000Z', key, '1']],
  [['0000-01-01T00:00:00.000Z', key, '1']],
  [['2026-11-01T00:00:00.000Z', 'no', '1']],
  [['2026-11-01T00:00:00.000Z', key, '9223372036854775808']],
  [['2026-11-01T00:00:00.000Z', key]],
  [['2026-11-01T00:00:00.000Z', key, 1]],
])('%j is refused', (parts) => expect(() => readCursor(writeCursor(parts), ['time', 'uuid', 'id'])).toThrow(InvalidFilter))

test('any other text is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(() => readCursor(text, ['time', 'uuid', 'id'])).toThrow(InvalidFilter)
    }),
  )
})
