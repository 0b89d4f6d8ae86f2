import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchTraces } from './match-traces.ts'
import { currentAt, previousAt, versionTimeline, type VersionChange } from './version-timeline.ts'

const change = (ref: string, what: string, at: string): VersionChange => ({ ref, change: what, stage: '', at })

describe('version timeline', () => {
  const changes = [change('a', 'created', '01'), change('a', 'current', '01'), change('b', 'created', '03'), change('b', 'pending', '03'), change('b', 'current', '05'), change('a', 'deprecated', '07')]

  test('a rotation', () => {
    const { versions, switches, active } = versionTimeline(changes)
    expect(active).toBe('b')
    expect(versions.find((v) => v.ref === 'a')).toEqual({ ref: 'a', state: 'deprecated', createdAt: '01', currentFrom: '01', currentTo: '05' })
    expect([currentAt(switches, '00'), currentAt(switches, '04'), currentAt(switches, '05'), previousAt(switches, '06')]).toEqual([undefined, 'a', 'b', 'a'])
  })

  test('any order gives the same timeline', () => {
    fc.assert(fc.property(fc.shuffledSubarray(changes, { minLength: changes.length }), (shuffled) => {
      expect(versionTimeline(shuffled)).toEqual(versionTimeline(changes))
    }))
  })
})

describe('matching traces with reads', () => {
  const at = (key: string, seconds: number, identity = 'x') => ({ key, nativeId: key, identity, at: seconds })

  test('one trace serves one read, within two seconds, of the same identity', () => {
    expect([...matchTraces([at('r1', 10), at('r2', 11), at('r3', 30, 'y')], [at('t1', 11), at('t2', 11), at('t3', 12), at('t4', 30)])]).toEqual([['t1', 'r1'], ['t2', 'r2']])
  })

  test('as many pairs as any pairing could make, whatever the order', () => {
    const times = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 6 })
    fc.assert(fc.property(times, times, (reads, traces) => {
      const found = matchTraces(reads.map((t, i) => at(`r${i}`, t)), traces.map((t, i) => at(`t${i}`, t)))
      expect(found.size).toBe(most(reads, traces))
      expect(new Set(found.values()).size).toBe(found.size)
    }))
  })
})

/** The size of the largest pairing, by trying everything. */
function most(reads: number[], traces: number[]): number {
  const [first, ...rest] = traces
  if (first === undefined) return 0
  const without = most(reads, rest)
  return Math.max(without, ...reads.map((read, index) => (Math.abs(read - first) <= 2 ? 1 + most(reads.toSpliced(index, 1), rest) : 0)))
}
