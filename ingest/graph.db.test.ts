import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { DumpRow } from './dump/dump-graph.ts'
import { dumpDifference, openGraph } from './graph-fixture.ts'
import { recordPool } from './record-pool-fixture.ts'

const pool = recordPool()
let reference: DumpRow[]

type Delivery = { seed: number; files: number; runs: number; threads: number; copies: number; limits: { accesses: number; records: number; bytes: number; chunkBytes: number } }

/** The same events, delivered in another order, in other files, some of them several times, committed in other portions, by other numbers of workers and runs. */
const deliveries: fc.Arbitrary<Delivery> = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  files: fc.integer({ min: 1, max: 5 }),
  runs: fc.integer({ min: 1, max: 3 }),
  threads: fc.integer({ min: 1, max: 2 }),
  copies: fc.double({ min: 0, max: 0.5, noNaN: true }),
  limits: fc.record({ accesses: fc.integer({ min: 10, max: 400 }), records: fc.integer({ min: 20, max: 400 }), bytes: fc.constantFrom(40_000, 200_000, 10_000_000), chunkBytes: fc.constantFrom(1000, 4096, 65_536) }),
})

describe('the graph is the fold of all facts', () => {
  beforeAll(async () => {
    reference = await deliver({ seed: 0, files: 1, runs: 1, threads: 1, copies: 0, limits: { accesses: 12_000, records: 250_000, bytes: 1e9, chunkBytes: 1e6 } })
  })

  test('the pool says something of every kind', () => {
    const kinds = Map.groupBy(reference, (row) => row.type)
    for (const kind of ['edge', 'identity', 'link', 'secret', 'version', 'delivery']) expect(kinds.get(kind)?.length, kind).toBeGreaterThan(5)
  })

  test('any order, duplication, file boundaries, batching, number of workers and runs: the same graph', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async (delivery) => {
        expect(dumpDifference(reference, await deliver(delivery)), JSON.stringify(delivery)).toEqual([])
      }),
      { numRuns: Number(process.env.GRAPH_RUNS ?? 5), endOnFailure: true },
    )
  }, 600_000)
})

async function deliver(delivery: Delivery): Promise<DumpRow[]> {
  const graph = await openGraph()
  try {
    const random = generator(delivery.seed)
    const feeds = [...pool].map(([source, values]) => {
      const said = [...values, ...values.filter(() => random() < delivery.copies)]
      if (delivery.seed !== 0) shuffle(said, random)
      const parts = delivery.runs * delivery.files
      return { source, paths: Array.from({ length: parts }, (_, part) => graph.write(`${source}/${part}.log`, packed(said.filter((_value, at) => at % parts === part), random))) }
    })
    for (let run = 0; run < delivery.runs; run++) {
      const mine = (_path: string, at: number) => at % delivery.runs === run
      await Promise.all(feeds.map(({ source, paths }) => graph.ingest({ paths: paths.filter(mine), source, threads: delivery.threads, limits: delivery.limits })))
    }
    return await graph.dump()
  } finally {
    await graph.drop()
  }
}

/** JSON Lines or one array, plain or compressed. */
function packed(values: readonly unknown[], random: () => number): string | Buffer {
  const lines = values.map((value) => JSON.stringify(value))
  const text = random() < 0.3 ? `[${lines.join(',\n')}]` : lines.join(random() < 0.5 ? '\r\n' : '\n')
  const way = random()
  return way < 0.3 ? gzipSync(text) : way < 0.5 ? zstdCompressSync(text) : text
}

function shuffle(values: unknown[], random: () => number): void {
  for (let at = values.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[values[at], values[other]] = [values[other], values[at]]
  }
}

/** mulberry32: small, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
