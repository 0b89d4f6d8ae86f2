import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openGraph, type Graph } from './graph-fixture.ts'
import { valueRecords } from './value-canaries-fixture.ts'

/** SECURITY.md: values never reach the database, an output or an export. Values go in everywhere, then everything that came out is searched. */
const root = new URL('..', import.meta.url).pathname
const logs = new URL('../../shared/logs/', import.meta.url).pathname
const apiserver = `${logs}k8s-audit/real-apiserver-v1.34.9/`
const vault = `${logs}vault-audit/real-1.8.0-dev/`

let graph: Graph
let printed = ''
beforeAll(async () => {
  graph = await openGraph()
})
afterAll(() => graph.drop())

describe('values that logs carry', () => {
  const { canaries, records } = valueRecords()

  test('there are enough of them', () => expect(canaries.length).toBeGreaterThan(500))

  test('are in no table, no output and no dump, however the records come', async () => {
    for (const [source, values] of records) {
      const paths = waysToCome(source, values).map(([name, bytes]) => graph.write(`${source}/${name}`, bytes))
      run('ingest', ...paths, '--source', source, '--json')
    }
    const facts = await graph.rows<{ count: number }>('SELECT count(*)::int AS count FROM access')
    expect(facts[0]?.count).toBeGreaterThan(100)
    const reasons = await graph.rows<{ reason: string }>('SELECT DISTINCT reason FROM quarantine ORDER BY 1')
    expect(reasons.map((row) => row.reason)).toEqual(expect.arrayContaining(['gz_truncated', 'not_json', 'record_too_large', 'schema_mismatch']))
    run('ingest', `${graph.folder}/nothing here`, '--source', 'auto', '--json')
    run('ingest', graph.folder, '--source', 'no such source')
    run('dump')
    expect(await leaked(['kubectl', 'aws-cli'])).toEqual(['kubectl', 'aws-cli']) // what is stored is found: user agents are not values
    const pins = Array.from({ length: 9 }, (_, turn) => String(7_770_001_000 + turn))
    expect(await leaked([...canaries.map((canary) => canary.value), ...pins])).toEqual([])
  }, 300_000)
})

describe.skipIf(!existsSync(apiserver) || !existsSync(vault))(existsSync(logs) ? 'values in real logs' : 'values in real logs: SKIPPED, there is no ../shared/logs', () => {
  test('a kube-apiserver that logs bodies, a Vault that logs raw', async () => {
    const needles: string[] = []
    for (const name of ['metadata', 'request', 'requestresponse']) {
      run('ingest', `${apiserver}${name}.log.gz`, '--source', 'kubernetes-audit', '--feed', name)
      const known = JSON.parse(unzip(`${apiserver}canaries-${name}.json.gz`)) as { canaries: { value: string }[]; service_account_jwts: { token: string }[]; static_bearer_tokens: string[] }
      needles.push(...known.canaries.map(({ value }) => value), ...known.service_account_jwts.map(({ token }) => token), ...known.static_bearer_tokens)
    }
    for (const device of ['audit.log', 'audit-raw.log.gz', 'audit-jsonx.log.gz']) run('ingest', `${vault}${device}`, '--source', 'vault-audit', '--feed', device, '--cluster', 'c')
    const told = JSON.parse(unzip(`${vault}PLAINTEXT-NEEDLES.json.gz`)) as { needles: Record<string, unknown[]> }
    needles.push(...Object.values(told.needles).flat().map(String))
    run('dump')
    expect(needles.length).toBeGreaterThan(200)
    expect(await leaked(needles.filter((needle) => needle.length > 5))).toEqual([])
  }, 300_000)
})

/** Whole, in an array, cut off in the middle of a record and of a compressed stream, garbled, with what identifies a record taken away, too large. */
function waysToCome(source: string, values: readonly unknown[]): [name: string, bytes: string | Buffer][] {
  const lines = values.map((value) => JSON.stringify(value))
  const text = lines.join('\n')
  const nameless = lines.map((line) => line.replace(/"(auditID|eventSource|protoPayload|type|verb|methodName)":/g, '"x$1":'))
  const mistyped = lines.map((line) => line.replace(/"(user|request|protoPayload|objectRef|eventTime|timestamp)":/, '"$1":"oddly typed","was":'))
  return [
    ['whole.log', text],
    ['array.json', `[${lines.join(',')}]`],
    ['records.json', `{"Records":[${lines.join(',')}],"kind":"EventList","items":[${lines.join(',')}]}`],
    ['cut.log', lines.map((line) => line.slice(0, line.length * 0.7)).join('\n')],
    ['half.json.gz', half(gzipSync(text))],
    ['garbled.log', lines.map((line) => line.replaceAll(':', ' ')).join('\n')],
    ['nameless.log', nameless.join('\n')],
    ['mistyped.log', mistyped.join('\n')],
    ['large.log', lines.slice(0, 2).map((line) => line.replace('{', `{"pad":"${'x'.repeat(4_300_000)}",`)).join('\n')],
    ...(source === 'cloudtrail' ? [] : ([['other.log', `{"textPayload":${JSON.stringify(text)}}`]] as [string, string][])),
  ]
}

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length >> 1)
}

function run(...words: string[]): void {
  const { DATABASE_URL: _, ...environment } = process.env
  const { stdout, stderr } = spawnSync(process.execPath, [`${root}cli/main.ts`, ...words], { encoding: 'utf8', maxBuffer: 1e9, env: { ...environment, DATABASE_URL: graph.url, WHOREAD_DEBUG: '1' } })
  printed += stdout + stderr
}

/** Every row of every table as text, and everything that was printed, searched for each value as it is and in the ways it could be written. */
async function leaked(values: readonly string[]): Promise<string[]> {
  const tables = await graph.rows<{ name: string }>(`SELECT quote_ident(relname) AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND NOT relispartition`)
  const stored = await Promise.all(tables.map(({ name }) => graph.rows<{ text: string }>(`SELECT t::text AS text FROM ${name} t`)))
  const everything = [printed, ...stored.flat().map((row) => row.text)].join('\n')
  expect(everything).toContain('payment')
  return [...new Set(values)].filter((value) => writings(value).some((writing) => everything.includes(writing)))
}

function writings(value: string): string[] {
  const bytes = Buffer.from(value)
  // base64 of the same bytes behind zero, one or two others: what of it does not depend on its neighbours.
  const encoded = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').slice(shift === 0 ? 0 : 4).replace(/=+$/, '').slice(0, -2)).filter((text) => text.length > 7)
  return [value, JSON.stringify(value).slice(1, -1), bytes.toString('hex'), bytes.toString('hex').toUpperCase(), encodeURIComponent(value), ...encoded, ...encoded.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))]
}

function unzip(path: string): string {
  return gunzipSync(readFileSync(path)).toString('utf8')
}
