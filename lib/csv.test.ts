import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatCsvRow } from './csv.ts'

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['a "b"', '"a ""b"""'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
  ['+1', '"\'+1"'],
  ['-1', '"\'-1"'],
  ['@SUM(A1)', '"\'@SUM(A1)"'],
  ['\t=1', '"\'\t=1"'],
  ['\r=1', '"\'\r=1"'],
  [-1, '-1'],
  [null, ''],
])('%j is written as %s', (cell, written) => expect(formatCsvRow([cell])).toBe(`${written}\r\n`))

test('no text cell begins with what a spreadsheet computes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const cell = formatCsvRow([text]).slice(0, -2)
      const inner = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
      expect(/^[=+\-@\t\r]/.test(inner)).toBe(false)
      expect([text, `'${text}`]).toContain(inner)
    }),
  )
})
