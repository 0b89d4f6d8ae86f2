import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readValue } from '#ingest/sources/read.ts'
import { sourceById } from '#ingest/sources/registry.ts'
import type { Reading } from '#ingest/sources/source.ts'
import type { AccessFact } from '#lib/facts.ts'
import { generateDemo } from './generate.ts'
import { demoNames } from './names.ts'
import { demoFeeds } from './organisation.ts'
import { demoOwnership } from './ownership.ts'

const now = new Date('2026-03-19T14:37:11Z')
const folder = mkdtempSync(join(tmpdir(), 'demo-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function filesUnder(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function fingerprint(path: string): string {
  const hash = createHash('sha256')
  for (const file of filesUnder(path)) hash.update(file.slice(path.length)).update(readFileSync(file))
  return hash.digest('hex')
}

describe('the demo organisation is deterministic', () => {
  it('gives the same bytes for one seed and hour, others for another seed', async () => {
    const make = async (name: string, seed: string, at: Date) => {
      const made = await generateDemo({ folder: join(folder, name), now: at, seed, days: 1 })
      return { ...made, hash: fingerprint(join(folder, name)) }
    }
    const first = await make('a', 'one', now)
    expect(await make('b', 'one', new Date('2026-03-19T14:02:00Z'))).toEqual(first)
    expect((await make('c', 'two', now)).hash).not.toBe(first.hash)
  })
})

/** The values that one file frames: CloudTrail objects hold one, the others one a line. */
function valuesOf(file: string): unknown[] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  return text.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)
}

type Tally = { kinds: Record<string, number>; rejected: Set<string>; flags: Set<string>; firstAt: string; lastAt: string; accesses: Record<string, number>; facts: Record<string, number>; told: Set<string>; targets: Set<string>; actors: Set<string> }

function readAll(): Tally {
  const tally: Tally = { kinds: {}, rejected: new Set(), flags: new Set(), firstAt: '9', lastAt: '', accesses: {}, facts: {}, told: new Set(), targets: new Set(), actors: new Set() }
  for (const feed of demoFeeds) {
    const source = sourceById(feed.source)
    if (!source) throw new Error(`no source ${feed.source}`)
    const configured = { name: feed.name, source: feed.source, cluster: 'cluster' in feed ? feed.cluster : feed.name }
    for (const file of filesUnder(join(folder, 'full', feed.name))) {
      for (const value of valuesOf(file)) {
        if (source.recognises(value) <= 0.5) tally.rejected.add(`${feed.name} not recognised`)
        for (const reading of readValue(source, value, configured)) add(tally, feed.name, reading)
      }
    }
  }
  return tally
}

function add(tally: Tally, feed: string, reading: Reading): void {
  tally.kinds[reading.kind] = (tally.kinds[reading.kind] ?? 0) + 1
  if (reading.kind === 'rejected') tally.rejected.add(`${feed} ${reading.reason} ${reading.path ?? ''}`)
  if (reading.kind === 'unknown') tally.rejected.add(`${feed} unknown ${reading.service} ${reading.event}`)
  if (reading.kind !== 'event') return
  for (const flag of reading.flags ?? []) tally.flags.add(`${feed} ${flag}`)
  if (reading.occurredAt < tally.firstAt) tally.firstAt = reading.occurredAt
  if (reading.occurredAt > tally.lastAt) tally.lastAt = reading.occurredAt
  for (const fact of reading.facts) {
    tally.facts[fact.fact] = (tally.facts[fact.fact] ?? 0) + 1
    if (fact.fact === 'trace' && fact.standsAlone) tally.facts['stands alone'] = (tally.facts['stands alone'] ?? 0) + 1
    if (fact.fact !== 'access') continue
    tally.accesses[fact.target.store] = (tally.accesses[fact.target.store] ?? 0) + 1
    tally.told.add(sentence(fact))
    tally.targets.add(fact.target.uri)
    tally.actors.add(fact.actor.uri)
  }
}

function sentence(fact: AccessFact): string {
  return `${fact.subject?.displayName ?? fact.actor.displayName} ${fact.action} ${fact.target.uri} ${fact.outcome}`
}

describe('thirty days through the sources', () => {
  let made: Awaited<ReturnType<typeof generateDemo>>
  let tally: Tally
  beforeAll(async () => {
    made = await generateDemo({ folder: join(folder, 'full'), now })
    tally = readAll()
  }, 240_000)

  it('holds about 150,000 operations on secrets', () => {
    expect(made.events).toBeGreaterThan(140_000)
    expect(made.events).toBeLessThan(170_000)
  })

  it('writes nothing that a source does not understand', () => {
    expect([...tally.rejected]).toEqual([])
    expect([...tally.flags]).toEqual([])
  })

  it('ends now and begins thirty days ago', () => {
    expect(tally.firstAt.slice(0, 13)).toBe('2026-02-17T14')
    expect(tally.lastAt > '2026-03-19T13:58').toBe(true)
    expect(tally.lastAt < '2026-03-19T14:00').toBe(true)
  })

  it('speaks of every store and with every kind of fact', () => {
    expect(Object.keys(tally.accesses).sort()).toEqual(['aws-kms', 'aws-secretsmanager', 'aws-ssm', 'gcp-secretmanager', 'kubernetes', 'vault'])
    expect(Object.keys(tally.facts).sort()).toEqual(expect.arrayContaining(['access', 'delivery', 'grant', 'identity', 'session', 'trace', 'use', 'version']))
  })

  it('has only names that no other organisation can have', () => {
    const names = new RegExp(demoNames)
    expect([...tally.targets, ...tally.actors].filter((uri) => !names.test(uri) && !uri.startsWith('aws-service:'))).toEqual([])
    const foreign = ['vault://main/kestrelway-vault/x', 'kubernetes://prod-1/payments/db', 'arn:aws:iam::123456789012:role/x', 'aws-secretsmanager://123456789012/eu-north-1/prod/db']
    expect(foreign.filter((uri) => names.test(uri))).toEqual([])
  })

  it('has an owner for what it reads', () => {
    const owned = new RegExp(`^(?:${demoOwnership.map((row) => row.pattern.replaceAll(/[.[\]]/g, '\\$&').replaceAll('*', '.*')).join('|')})$`)
    const orphans = [...tally.targets].filter((uri) => !owned.test(uri.replace(/-[A-Za-z0-9]{6}$/, '')) && !owned.test(uri) && !uri.includes('*'))
    expect(orphans.filter((uri) => !/aws-kms:|\/(data|destroy)\/|\/wrap\//.test(uri))).toEqual([])
  })

  it('tells its incidents', () => {
    const told = [...tally.told]
    const expected = [
      /noemie\.laurent@\S+ read aws-secretsmanager:\/\/\d+\/ap-southeast-1\/prod\/payments\/settlement-key/,
      /daniel\.herzog\S* read aws-secretsmanager:\/\/\d+\/\S+ denied/,
      /list kubernetes:\/\/kestrelway-prod-1\/\* success/,
      /dashboards\S* read gcp-secretmanager:\/\/\S+ error/,
      /issue vault:\/\/kestrelway-vault\/database\/creds\/ledger-rw success/,
      /edi-bridge read aws-secretsmanager:\/\/\S+ftp-password\S* error/,
    ]
    for (const pattern of expected) expect(told.filter((line) => pattern.test(line)), String(pattern)).not.toEqual([])
  })
})
