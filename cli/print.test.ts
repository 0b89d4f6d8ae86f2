import { expect, test } from 'vitest'
import { formatTable, plainText } from './print.ts'

test('text from a log cannot steer the terminal', () => {
  expect(plainText('\u001b]8;;http://evil\u0007prod\u202e/x\nnext')).toBe('\\u001b]8;;http://evil\\u0007prod\\u202e/x\\u000anext')
})

test('ordinary text of any language stays as it is', () => {
  expect(plainText('prod/zahlung-ü 支払い')).toBe('prod/zahlung-ü 支払い')
})

test('columns line up and nothing trails', () => {
  expect(formatTable(['secret', 'reads'], [['vault://a/kv/x', 12n], ['b', 3]])).toBe('secret          reads\nvault://a/kv/x  12\nb               3')
})
