import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { withClient } from './bench-database.ts'

export type PostgresUse = { cpuSeconds: number; rssMb: number }

const ticksPerSecond = 100
const sampleMs = 200

/** Processor time and peak memory (shared pages counted once) of the server while `work` runs; nothing where there is no /proc, or the server is elsewhere. */
export async function watchPostgres<Answer>(serverUrl: string, work: () => Promise<Answer>): Promise<{ answer: Answer; postgres: PostgresUse | undefined }> {
  const postmaster = await postmasterOf(serverUrl)
  if (postmaster === undefined) return { answer: await work(), postgres: undefined }
  const before = cpuTicks(postmaster)
  let rssKb = 0
  const timer = setInterval(() => (rssKb = Math.max(rssKb, memoryKb(postmaster))), sampleMs)
  try {
    const answer = await work()
    return { answer, postgres: { cpuSeconds: (cpuTicks(postmaster) - before) / ticksPerSecond, rssMb: rssKb / 1024 } }
  } finally {
    clearInterval(timer)
  }
}

/** Seconds of processor time that the server has taken so far. */
export async function postgresCpuSeconds(serverUrl: string): Promise<number | undefined> {
  const postmaster = await postmasterOf(serverUrl)
  return postmaster === undefined ? undefined : cpuTicks(postmaster) / ticksPerSecond
}

/** The parent of the process that serves a connection. */
async function postmasterOf(serverUrl: string): Promise<number | undefined> {
  return withClient(serverUrl, async (client) => {
    const backend = (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid
    return backend !== undefined && existsSync(`/proc/${backend}/stat`) ? Number(statOf(backend)[1]) : undefined
  })
}

/** The fields after the command's name: 0 state, 1 parent, 11–14 user and system ticks, its own and of children that ended. */
function statOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
}

function family(postmaster: number): number[] {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => safely(() => statOf(pid)[1]) === String(postmaster))
  return [postmaster, ...children]
}

function cpuTicks(postmaster: number): number {
  return family(postmaster).reduce((sum, pid) => {
    const fields = safely(() => statOf(pid)) ?? []
    const own = Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
    return sum + own + (pid === postmaster ? Number(fields[13] ?? 0) + Number(fields[14] ?? 0) : 0)
  }, 0)
}

function memoryKb(postmaster: number): number {
  return family(postmaster).reduce((sum, pid) => sum + Number(/^Pss:\s+(\d+)/m.exec(safely(() => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? '')?.[1] ?? 0), 0)
}

/** Processes end while one looks. */
function safely<Value>(look: () => Value): Value | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}
