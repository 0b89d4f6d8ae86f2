import { describe, expect, it } from 'vitest'

import { hueOf } from './hue-of.ts'
import { prepareReadsChart } from './prepare-reads-chart.ts'

const days = ['2026-11-01', '2026-11-02', '2026-11-03']
function reader(name: string, reads: number[], denied = [0, 0, 0]) {
  return { identity: { id: name, uri: `role/${name}`, kind: 'workload' as const, displayName: name, disabledAt: null }, reads, denied }
}

describe('the chart of reads by day', () => {
  it('ranks readers and leaves out those who only were refused', () => {
    const chart = prepareReadsChart({ days, readers: [reader('b', [1, 0, 0]), reader('a', [0, 5, 0]), reader('c', [0, 0, 0], [0, 2, 0])] }, [])
    expect(chart.series.map(({ label, total }) => [label, total])).toEqual([['a', 5], ['b', 1]])
    expect(chart.denied).toEqual([0, 2, 0])
    expect(chart.summary).toBe('6 reads by 2 readers between 2026-11-01 and 2026-11-03; most on 2026-11-02 (5 reads).')
  })

  it('shows at most eight series and says how many there are', () => {
    const chart = prepareReadsChart({ days, readers: Array.from({ length: 12 }, (_, at) => reader(`r${at}`, [at + 1, 0, 0])) }, [])
    expect(chart.series).toHaveLength(8)
    expect(chart.series.at(-1)).toMatchObject({ label: '5 others', total: 15 })
    expect(chart.notice).toBe('7 of 12 readers shown, the others summed up')
  })

  it('gives every series its own hue, the same in every chart where nothing is in the way', () => {
    const chart = prepareReadsChart({ days, readers: Array.from({ length: 8 }, (_, at) => reader(`r${at}`, [9 - at, 0, 0])) }, [])
    expect(new Set(chart.series.map(({ hue }) => hue)).size).toBe(8)
    expect(chart.series[0]?.hue).toBe(hueOf('role/r0'))
  })

  it('tells a day without a log from a day without reads', () => {
    const chart = prepareReadsChart({ days, readers: [] }, [{ from: '2026-11-02T10:00:00.000Z', to: '2026-11-02T14:00:00.000Z' }])
    expect(chart.uncovered).toEqual([false, true, false])
    expect(chart.summary).toBe('No reads between 2026-11-01 and 2026-11-03.')
  })
})
