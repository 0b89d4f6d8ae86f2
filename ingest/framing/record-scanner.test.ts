import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RecordScanner, type ScanState } from './record-scanner.ts'

type Seen = { records: string[]; hints: (readonly (string | undefined)[])[]; rejected: string[]; flags: string[]; offsets: number[] }

function scan(bytes: Buffer, cuts: number[] = [], keys: string[] = [], resume?: { state: ScanState; offset: number }): Seen {
  const seen: Seen = { records: [], hints: [], rejected: [], flags: [], offsets: [] }
  const scanner = new RecordScanner(
    {
      record({ bytes: window, start, end, offset, hints }) {
        const text = window.toString('utf8', start, end)
        try {
          JSON.parse(text)
        } catch {
          return 'not_json'
        }
        seen.records.push(text)
        seen.offsets.push(offset)
        seen.hints.push([...hints])
        return 'taken'
      },
      reject: (reason, offset, length) => seen.rejected.push(`${reason}@${offset}+${length}`),
      flag: (reason) => seen.flags.push(reason),
    },
    keys,
    resume,
  )
  const points = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b)
  for (let i = 1; i < points.length; i++) scanner.push(Buffer.from(bytes.subarray(points[i - 1], points[i])))
  scanner.finish(false)
  return seen
}

const text = (value: string) => scan(Buffer.from(value))

describe('shapes', () => {
  const two = ['{"a":1}', '{"b":{"c":"}{"}}']
  test.each([
    ['JSON Lines', two.join('\n') + '\n'],
    ['CRLF', two.join('\r\n') + '\r\n'],
    ['concatenated', two.join('')],
    ['array', `[${two.join(',')}]`],
    ['indented array', `[\n${two.join(',\n')}\n]\n`],
    ['Records', `{"x":{"Records":1},"Records":[${two.join(' , ')}],"after":{"z":[1]}}`],
    ['items, spaced', `{ "kind" : "EventList", "items" : [ ${two.join(',')} ] }\n`],
    ['byte order mark', `\uFEFF${two.join('\n')}`],
  ])('%s', (_name, input) => {
    expect(text(input).records).toEqual(two)
    expect(text(input).rejected).toEqual([])
  })

  test('pretty-printed objects', () => {
    expect(text('{\n  "a": {\n    "b": 1\n  }\n}\n{\n  "c": 2\n}\n').records).toHaveLength(2)
  })

  test('a prefix before the brace is taken off and said', () => {
    const seen = text('vault-audit: {"a":1}\nvault-audit: {"b":2}\n')
    expect(seen.records).toEqual(['{"a":1}', '{"b":2}'])
    expect(seen.flags).toEqual(['prefix_line', 'prefix_line'])
  })

  test('a nested Records key is part of its record', () => {
    expect(text('{"a":{"Records":[{"b":1}]}}').records).toHaveLength(1)
  })
})

describe('broken input costs its own line', () => {
  test.each([
    ['half a line, cut in a string', '{"a":1}\n{"b":"ha\n{"c":3}\n', ['{"a":1}', '{"c":3}']],
    ['half a line, cut behind a colon', '{"a":1}\n{"b":\n{"c":3}\n', ['{"a":1}', '{"c":3}']],
    ['half a line, cut behind an object', '{"a":1}\n{"b":{"x":1},\n{"c":3}\n', ['{"a":1}', '{"c":3}']],
    ['not JSON at all', '{"a":1}\nhello\n{"c":3}\n', ['{"a":1}', '{"c":3}']],
    ['balanced but not JSON', '{"a":1}\n{hello}\n{"c":3}\n', ['{"a":1}', '{"c":3}']],
    ['cut at the end', '{"a":1}\n{"c":3}\n{"d":', ['{"a":1}', '{"c":3}']],
    ['a broken element of an array', '[{"a":1},{x},{"c":3}]', ['{"a":1}', '{"c":3}']],
    ['scalars among the records', '{"Records":[{"a":1},"x",null,7,[1,[2]],{"c":3}]}', ['{"a":1}', '{"c":3}']],
  ])('%s', (_name, input, records) => {
    const seen = text(input)
    expect(seen.records).toEqual(records)
    expect(seen.rejected.length).toBeGreaterThan(0)
  })

  test('a record over the limit is left out whole, its neighbours stay', () => {
    const big = `{"a":"${'x\\"'.repeat(2_500_000)}"}`
    const seen = scan(Buffer.from(`{"b":1}\n${big}\n{"c":1}\n`), [1_000_003, 2_000_001, 4_500_000, 5_000_001, 6_000_007])
    expect(seen.records).toEqual(['{"b":1}', '{"c":1}'])
    expect(seen.rejected).toEqual([`record_too_large@8+${big.length}`])
  })

  test('too deep', () => {
    expect(text(`${'{"a":'.repeat(300)}1${'}'.repeat(300)}\n{"b":1}`)).toMatchObject({ records: ['{"b":1}'], rejected: [expect.stringMatching(/^too_deep@0/)] })
  })
})

test('hints are the strings of the wanted keys at their own level, and no others', () => {
  const record = '{"x":{"eventName":"forged","p":{"serviceName":"no"}},"eventName" : "Get","p":{"a":[{"serviceName":"no"}],"serviceName":"svc"},"n":{"serviceName":"no"},"num":7}'
  expect(scan(Buffer.from(record), [], ['eventName', 'p.serviceName', 'num', 'none']).hints).toEqual([['Get', 'svc', undefined, undefined]])
})

describe('properties', () => {
  const json = fc.json({ maxDepth: 4 }).map((value) => `{"v":${value},"s":"\\"}{][\\n\\u00e9é"}`)

  test('however the bytes are cut, the records, hints and offsets are the same', () => {
    fc.assert(
      fc.property(fc.array(json, { minLength: 1, maxLength: 6 }), fc.constantFrom('\n', '', ',\n', '\r\n'), fc.boolean(), fc.array(fc.nat(), { maxLength: 12 }), (records, separator, wrapped, cuts) => {
        const body = records.join(separator)
        const bytes = Buffer.from(wrapped ? `{"a":"[","Records":[${body}]}` : body)
        const whole = scan(bytes, [], ['s'])
        expect(whole.records).toEqual(records)
        expect(scan(bytes, cuts, ['s'])).toEqual(whole)
        for (const [index, offset] of whole.offsets.entries()) expect(bytes.subarray(offset, offset + Buffer.byteLength(records[index] ?? '')).toString()).toBe(records[index])
      }),
    )
  })

  test('any bytes: it ends, and says the same however they are cut', () => {
    const noise = fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', '\n', ',', ':', 'a', ' ', '{"a":1}', '\n{'), { maxLength: 60 }).map((parts) => Buffer.from(parts.join('')))
    fc.assert(
      fc.property(noise, fc.array(fc.nat(), { maxLength: 8 }), (bytes, cuts) => {
        expect(scan(bytes, cuts)).toEqual(scan(bytes))
      }),
      { numRuns: 2000 },
    )
  })
})
