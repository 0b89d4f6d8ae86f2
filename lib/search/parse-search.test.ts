import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesPattern, patternOf } from './pattern.ts'
import { parseSearch, searchLimits } from './parse-search.ts'
import type { SearchNode } from './search-node.ts'
import { writeTerm } from './write-term.ts'

function nodeOf(text: string): SearchNode | null {
  const search = parseSearch(text)
  if (!search.ok) throw new Error(`${search.error.column}: ${search.error.message}`)
  return search.node
}

function pattern(field: string, ...parts: string[]) {
  return { type: 'pattern', field, pattern: { parts } }
}

test('the example of the contract', () => {
  expect(nodeOf('secret:prod/payment/* identity:*ci* action:read outcome:denied kind:human ip:10.0.0.0/8 version:old -region:ap-southeast-1')).toEqual({
    type: 'and',
    nodes: [
      pattern('secret', 'prod/payment/', ''),
      pattern('identity', '', 'ci', ''),
      { type: 'choice', field: 'action', values: ['read'] },
      { type: 'choice', field: 'outcome', values: ['denied'] },
      { type: 'choice', field: 'kind', values: ['human'] },
      { type: 'address', network: '10.0.0.0/8' },
      pattern('version', 'old'),
      { type: 'not', node: pattern('region', 'ap-southeast-1') },
    ],
  })
})

test.each([
  ['', null],
  ['  \t ', null],
  ['payment', pattern('text', 'payment')],
  ['"pay ment*"', pattern('text', 'pay ment*')],
  ['identity:arn:aws:iam::1:role/x', pattern('identity', 'arn:aws:iam::1:role/x')],
  ['arn:aws:iam::1:role/x', pattern('text', 'arn:aws:iam::1:role/x')],
  ['vault://c/kv/a', pattern('text', 'vault://c/kv/a')],
  ['secret:"a \\"b\\" \\\\"', pattern('secret', 'a "b" \\')],
  ['SECRET:a***b', pattern('secret', 'a', 'b')],
  ['secret:*', pattern('secret', '', '')],
  ['action:re*', { type: 'choice', field: 'action', values: ['read', 'restore', 'renew', 'revoke'] }],
  ['a b OR c', { type: 'or', nodes: [{ type: 'and', nodes: [pattern('text', 'a'), pattern('text', 'b')] }, pattern('text', 'c')] }],
  ['-(a OR b)', { type: 'not', node: { type: 'or', nodes: [pattern('text', 'a'), pattern('text', 'b')] } }],
  ['a AND b', { type: 'and', nodes: [pattern('text', 'a'), pattern('text', 'b')] }],
  ['ip:2001:db8::/32', { type: 'address', network: '2001:db8::/32' }],
  ['-', pattern('text', '-')],
])('%s', (text, node) => expect(nodeOf(text)).toEqual(node))

test.each([
  ['secert:x', 1],
  ['action:read outcome:no', 21],
  ['a (b', 3],
  ['a) b', 2],
  ['a OR', 5],
  ['OR a', 1],
  ['a "b', 3],
  ['secret:', 8],
  ['ip:10.0.0.0/33', 4],
  ['ip:1.2.3.04', 4],
  ['ip:::1::', 4],
  ['a \u0000', 3],
  ['a \ud800', 3],
  ['()', 2],
  ['x'.repeat(searchLimits.bytesMax + 1), 1],
  ['é'.repeat(2049), 1],
  ['a '.repeat(201), 401],
  [`${'('.repeat(33)}a${')'.repeat(33)}`, 34],
  [`${'-'.repeat(33)}a`, 34],
])('%j is wrong at column %i', (text, column) => {
  const search = parseSearch(text)
  expect(search.ok ? 'parsed' : search.error.column).toBe(column)
})

test('the limits themselves are allowed', () => {
  expect(parseSearch('a '.repeat(200)).ok).toBe(true)
  expect(parseSearch(`${'('.repeat(32)}a${')'.repeat(32)}`).ok).toBe(true)
  expect(parseSearch('x'.repeat(searchLimits.bytesMax)).ok).toBe(true)
})

test('any text gives a tree or an error whose column lies in it', () => {
  const pieces = fc.constantFrom('(', ')', '-', '"', '\\', '*', ':', ' ', 'OR', 'AND', 'secret:', 'ip:', 'action:', 'read', '10.0.0.0/8', '::', 'é', '\u202e', '\ud83d\ude00')
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(pieces, { maxLength: 120 }).map((all) => all.join('')))
  fc.assert(
    fc.property(text, (input) => {
      const search = parseSearch(input)
      if (!search.ok) expect(search.error.column >= 1 && search.error.column <= input.length + 1).toBe(true)
    }),
    { numRuns: 10_000 },
  )
})

test('the worst texts take time in proportion to their length', () => {
  const worst = ['"'.repeat(4096), '*a'.repeat(2048), '('.repeat(4096), 'a:'.repeat(2048), '-'.repeat(4096), 'x'.repeat(4095) + ':', `ip:${':'.repeat(4000)}`, `action:${'*e'.repeat(2000)}`]
  const started = performance.now()
  for (let round = 0; round < 20; round += 1) for (const text of worst) parseSearch(text)
  // 160 parses; a quadratic scan of 4 kB would take a hundred times as long.
  expect(performance.now() - started).toBeLessThan(1600)
})

test('a written term means exactly its value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((value) => !/[\p{Cc}]/u.test(value)), fc.boolean(), (value, wanted) => {
      const term = pattern('secret', value)
      expect(nodeOf(writeTerm('secret', value, wanted))).toEqual(wanted ? term : { type: 'not', node: term })
    }),
  )
})

test.each([
  ['prod/*', 'prod/payment/db', true],
  ['*ci*', 'the-CI-runner', true],
  ['a*b*c', 'abc', true],
  ['a*b*c', 'acb', false],
  ['ab*ba', 'aba', false],
  ['*', '', true],
  ['x', 'X', true],
])('pattern %s on %s: %s', (text, subject, matches) => expect(matchesPattern(patternOf(text), subject)).toBe(matches))
