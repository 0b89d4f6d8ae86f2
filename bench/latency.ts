export type Latency = { count: number; p50: number; p95: number; max: number }

/** Milliseconds of each call, one after the other; the first calls warm caches and connections and do not count. */
export async function measureLatency(count: number, call: (index: number) => Promise<unknown>, warmUps = 5): Promise<Latency> {
  for (let index = 0; index < warmUps; index++) await call(index)
  const times: number[] = []
  for (let index = 0; index < count; index++) {
    const started = performance.now()
    await call(index)
    times.push(performance.now() - started)
  }
  const sorted = times.toSorted((one, other) => one - other)
  const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
  return { count, p50: quantile(0.5), p95: quantile(0.95), max: sorted.at(-1) ?? 0 }
}
