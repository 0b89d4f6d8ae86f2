import { postgresCpuSeconds } from './watch-postgres.ts'

export type Latency = { count: number; p50: number; p95: number; max: number; cpuMs: number }

const secondsMax = 6

/**
 * Milliseconds of each call, one after the other; the first calls warm caches and connections and do not count. Ends early when the calls are slow.
 * `cpuMs` is the time on a core per call, of this process and the server: it grows far less than the clock when neighbours are busy.
 */
export async function measureLatency(serverUrl: string, countMax: number, call: (index: number) => Promise<unknown>, warmUps = 5): Promise<Latency> {
  for (let index = 0; index < warmUps; index++) await call(index)
  const times: number[] = []
  const serverBefore = await postgresCpuSeconds(serverUrl)
  const cpu = process.cpuUsage()
  const begun = performance.now()
  for (let index = 0; index < countMax && performance.now() - begun < secondsMax * 1000; index++) {
    const started = performance.now()
    await call(index)
    times.push(performance.now() - started)
  }
  const used = process.cpuUsage(cpu)
  const server = ((await postgresCpuSeconds(serverUrl)) ?? NaN) - (serverBefore ?? NaN)
  const sorted = times.toSorted((one, other) => one - other)
  const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
  return { count: times.length, p50: quantile(0.5), p95: quantile(0.95), max: sorted.at(-1) ?? 0, cpuMs: ((used.user + used.system) / 1000 + server * 1000) / times.length }
}
