import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { dataFolder, withClient } from './bench-database.ts'
import { printTable } from './markdown-table.ts'
import { runWhoread } from './run-whoread.ts'
import type { Trail } from './write-trail.ts'

type CpuProfile = { nodes: { id: number; callFrame: { functionName: string; url: string } }[]; samples: number[]; timeDeltas: number[] }

const rowsMax = 18
const root = join(import.meta.dirname, '..')

/** One more run, on one thread, that says where the time goes: the thread's own by file, the server's by statement. */
export async function printProfile(serverUrl: string, database: string, trail: Trail): Promise<void> {
  const folder = join(dataFolder, 'profile')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await withClient(serverUrl, async (client) => {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements')
    await client.query('SELECT pg_stat_statements_reset()')
  })
  const run = await runWhoread(serverUrl, database, trail, 1, ['--cpu-prof', '--cpu-prof-interval=500', `--cpu-prof-dir=${folder}`])
  const seconds = run.measured.seconds
  const profiles = await Promise.all((await readdir(folder)).map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as CpuProfile))
  const thread = profiles.toSorted((one, other) => busy(other) - busy(one))[0]
  printTable(`The thread's time by file (one thread, ${seconds.toFixed(1)} s)`, ['file', 'seconds', 'share'], thread ? ranked(selfSeconds(thread), seconds) : [])
  printTable("The server's time by statement", ['statement', 'seconds', 'share', 'calls'], await statements(serverUrl, database, seconds))
}

function busy(profile: CpuProfile): number {
  return [...selfSeconds(profile)].reduce((sum, [name, seconds]) => (name === '(waiting)' ? sum : sum + seconds), 0)
}

function selfSeconds(profile: CpuProfile): Map<string, number> {
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]))
  const seconds = new Map<string, number>()
  profile.samples.forEach((id, index) => {
    const name = names.get(id) ?? '(unknown)'
    seconds.set(name, (seconds.get(name) ?? 0) + (profile.timeDeltas[index] ?? 0) / 1e6)
  })
  return seconds
}

function placeOf({ functionName, url }: CpuProfile['nodes'][number]['callFrame']): string {
  if (functionName === '(idle)') return '(waiting)'
  if (functionName === '(garbage collector)') return functionName
  if (url.startsWith('wasm:')) return '(WebAssembly)'
  if (url.startsWith('file:')) {
    const path = relative(root, new URL(url).pathname)
    return path.startsWith('node_modules/') ? path.split('/').slice(0, 2).join('/') : path
  }
  return url.startsWith('node:') ? url : `(native: ${functionName})`
}

function ranked(seconds: Map<string, number>, total: number): [string, number, string][] {
  return [...seconds].toSorted((one, other) => other[1] - one[1]).slice(0, rowsMax).map(([name, own]) => [name, own, `${Math.round((100 * own) / total)} %`])
}

async function statements(serverUrl: string, database: string, total: number): Promise<[string, number, string, number][]> {
  const { rows } = await withClient(serverUrl, (client) =>
    client.query<{ query: string; seconds: number; calls: number }>(
      `SELECT s.query, s.total_exec_time / 1000 AS seconds, s.calls::float8 AS calls FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = $1 ORDER BY s.total_exec_time DESC LIMIT ${rowsMax}`,
      [database],
    ),
  )
  return rows.map(({ query, seconds, calls }) => [`\`${query.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 90)}\``, seconds, `${Math.round((100 * seconds) / total)} %`, calls])
}
