import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { dumpDifference, openGraph, type Graph } from './graph-fixture.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const root = new URL('..', import.meta.url).pathname
let graph: Graph
beforeEach(async () => {
  graph = await openGraph()
})
afterEach(() => graph.drop())

function read(n: number): string {
  return JSON.stringify({
    eventVersion: '1.11', eventID: `read-${n}`, eventTime: new Date(Date.UTC(2026, 2, 1) + n * 7000).toISOString().replace('.000', ''), eventSource: 'secretsmanager.amazonaws.com', eventName: 'GetSecretValue', awsRegion: 'eu-west-1',
    sourceIPAddress: '10.0.0.1', userAgent: 'sdk', eventType: 'AwsApiCall', recipientAccountId: '123456789012', requestParameters: { secretId: `db-${n % 5}` },
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::123456789012:user/u${n % 7}`, accountId: '123456789012' },
  })
}

const reads = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => read(from + n))
const source = 'cloudtrail'
const events = async () => Number((await graph.rows<{ count: string }>('SELECT count(*) FROM access'))[0]?.count)
const quarantine = async () => Object.fromEntries((await graph.rows<{ reason: string; count: number }>('SELECT reason, count(*)::int AS count FROM quarantine GROUP BY 1 ORDER BY 1')).map((row) => [row.reason, row.count]))

describe('the process is killed at any moment', () => {
  test('and goes on where it was: nothing lost, nothing twice', async () => {
    const paths = Array.from({ length: 6 }, (_, part) => graph.write(`logs/part-${part}.json${part % 2 === 0 ? '' : '.gz'}`, packed(part)))
    const calm = await openGraph()
    await calm.ingest({ paths, source, limits: { accesses: 200, chunkBytes: 20_000 } })
    const wanted = await calm.dump()
    await calm.drop()
    const kills = Number(process.env.KILLS ?? 20)
    for (let kill = 0; kill < kills; kill++) await killedIngest(paths, 250 + ((kill * 397) % 900))
    await graph.ingest({ paths, source })
    expect(dumpDifference(wanted, await graph.dump())).toEqual([])
    expect(await events()).toBe(6000)
    const left = await graph.rows('SELECT state FROM source_object WHERE state <> \'done\'')
    expect(left).toEqual([])
  }, 300_000)

  function packed(part: number): string | Buffer {
    const text = part % 3 === 0 ? `{"Records":[${reads(part * 1000, part * 1000 + 1000).join(',')}]}` : reads(part * 1000, part * 1000 + 1000).join('\n')
    return part % 2 === 0 ? text : gzipSync(text)
  }

  /** Its own process group: the kill reaches nothing else. */
  async function killedIngest(paths: readonly string[], after: number): Promise<void> {
    const script = `import { ingestPaths } from '${root}ingest/run.ts'\nawait ingestPaths(${JSON.stringify({ databaseUrl: graph.url, paths, source, threads: 2, limits: { accesses: 60, chunkBytes: 20_000 } })})`
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { cwd: root, stdio: 'ignore' })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    await Promise.race([pause(after), ended])
    child.kill('SIGKILL')
    await ended
  }
})

describe('objects as they come', () => {
  test('the same file under another name adds nothing', async () => {
    const text = reads(0, 300).join('\n')
    await graph.ingest({ paths: [graph.write('a.log', text)], source })
    const before = await graph.dump()
    const again = await graph.ingest({ paths: [graph.write('b.log', text), graph.write('c.log.gz', gzipSync(text)), graph.write('d.json', `[${reads(0, 300).join(',')}]`)], source })
    expect([again.records, again.events, again.facts, again.duplicates]).toEqual([900, 0, 0, 900])
    expect(await graph.dump()).toEqual(before)
  })

  test('a cut gzip brings what it holds, the whole object later the rest', async () => {
    const whole = gzipSync(reads(0, 2000).join('\n'))
    for (const share of [0.1, 0.5, 0.97]) {
      await graph.ingest({ paths: [graph.write('object.json.gz', whole.subarray(0, Math.floor(whole.length * share)))], source })
      expect(await events()).toBeGreaterThan(1800 * share - 200)
      expect(await events()).toBeLessThan(2000)
      expect(await graph.rows('SELECT state FROM source_object')).toEqual([{ state: 'partial:gz_truncated' }])
    }
    expect((await quarantine()).gz_truncated).toBeGreaterThanOrEqual(3)
    await graph.ingest({ paths: [graph.write('object.json.gz', whole)], source })
    expect(await events()).toBe(2000)
    expect(await graph.rows('SELECT state, records::int FROM source_object')).toEqual([{ state: 'done', records: 2000 }])
  })

  test('several gzip members, zstandard frames, byte order mark, CRLF, one line, pretty-printed', async () => {
    const objects: [string, string | Uint8Array][] = [
      ['members.gz', Buffer.concat([gzipSync(`${reads(0, 50).join('\n')}\n`), gzipSync(reads(50, 100).join('\n'))])],
      ['frames.zst', Buffer.concat([zstdCompressSync(`${reads(100, 150).join('\n')}\n`), zstdCompressSync(reads(150, 200).join('\n'))])],
      ['mark.log', `\uFEFF${reads(200, 300).join('\r\n')}\r\n`],
      ['line.json', `{"Records":[${reads(300, 400).join(', ')}],"more":{"a":[1]}}`],
      ['pretty.json', JSON.stringify(reads(400, 500).map((text) => JSON.parse(text) as unknown), null, 2)],
      ['glued.json', reads(500, 600).join('')],
    ]
    const summary = await graph.ingest({ paths: objects.map(([name, bytes]) => graph.write(name, bytes)), source })
    expect([summary.records, summary.events, summary.quarantined]).toEqual([600, 600, 0])
    expect(await graph.rows('SELECT flag, count::int FROM flag_count')).toEqual([{ flag: 'utf8_bom', count: 1 }])
  })

  test('what is broken is counted by its reason and costs nothing else', async () => {
    const [a = '', b = '', c = '', d = '', e = ''] = reads(0, 5)
    const large = (n: number) => read(n).replace('{', `{"pad":"${'x'.repeat(4_200_000)}",`)
    const lines = [a, b.slice(0, 200), 'not JSON', 'nor this', c, large(9), large(8), d, '"a string"', `{"deep":${'['.repeat(300)}${']'.repeat(300)}}`, e.replace('"eventID":"read-4",', ''), e.replace(/"eventTime":"[^"]*"/, '"eventTime":"0001-01-01T00:00:00Z"'), e.slice(0, -40)]
    const summary = await graph.ingest({ paths: [graph.write('broken.log', lines.join('\n'))], source })
    expect(await quarantine()).toEqual({ line_partial_at_eof: 1, missing_event_id: 1, not_json: 4, record_too_large: 2, too_deep: 1, year_0001: 1 })
    expect([summary.records, summary.events, summary.quarantined]).toEqual([13, 3, 10])
    const places = await graph.rows<{ byte_offset: string; byte_length: string }>(`SELECT byte_offset, byte_length FROM quarantine WHERE reason = 'not_json' ORDER BY byte_offset`)
    expect(places.map((place) => Number(place.byte_offset))).toEqual([a.length + 1, a.length + 202, a.length + 211, lines.slice(0, 8).join('\n').length + 1])
  })

  /** Longer than V8's longest string when asked for: JSON_LINE_MB=600. */
  test('one JSON line, however long, in flat memory', async () => {
    const megabytes = Number(process.env.JSON_LINE_MB ?? 48)
    mkdirSync(`${graph.folder}/large`)
    const path = `${graph.folder}/large/line.json.gz`
    const count = Math.ceil((megabytes * 1e6) / 1_000_000)
    await pipeline(oneLine(count), createGzip({ level: 1 }), createWriteStream(path))
    const before = process.memoryUsage.rss()
    let highest = 0
    const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 50)
    const summary = await graph.ingest({ paths: [path], source, threads: 1 }).finally(() => clearInterval(watch))
    expect([summary.records, summary.events]).toEqual([count * 1000, count])
    expect(summary.bytes).toBeGreaterThan(megabytes * 0.9e6)
    expect(statSync(path).size).toBeLessThan(summary.bytes)
    expect((highest - before) / 1e6).toBeLessThan(300)
  }, 600_000)

  async function* oneLine(count: number): AsyncGenerator<string> {
    const noise = `,{"eventSource":"ec2.amazonaws.com","eventName":"DescribeInstances","eventID":"n","eventTime":"2026-03-01T00:00:00Z","pad":"${'x'.repeat(850)}"}`.repeat(999)
    yield '{"Records":['
    for (let n = 0; n < count; n++) yield `${n === 0 ? '' : ','}${read(n)}${noise}`
    yield ']}'
  }
})
