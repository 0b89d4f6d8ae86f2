import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NotFound } from '#lib/errors.ts'
import { parseSearch } from '#lib/search/parse-search.ts'
import type { Viewer } from '#lib/viewer.ts'
import { createDatabaseClient, type DatabaseClient } from '#prisma/client.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/test-database.ts'
import { getEvent } from './get-event.ts'
import { getIdentity } from './get-identity.ts'
import { getSecret, getSecretByUri, getSecretWithReaders } from './get-secret.ts'
import { writeGraph, type Graph } from './graph-fixture.ts'
import { isChange, isRead, isValueAccess, matches, versionOf, visibleEvents, visibleSecrets, type OracleEvent } from './graph-oracle.ts'
import { days, Dice, randomGraph, start, teams } from './graph-random.ts'
import { listEvents } from './list-events.ts'
import { listIdentities } from './list-identities.ts'
import { listIdentityReads } from './list-identity-reads.ts'
import { listReaders } from './list-readers.ts'
import { listSecrets } from './list-secrets.ts'
import { listVersions } from './list-versions.ts'
import { listWriters } from './list-writers.ts'
import { summariseEvents } from './summarise-events.ts'

let database: TestDatabase
let db: DatabaseClient
let client: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  db = createDatabaseClient(database.url, 4)
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await db.$disconnect()
  await database.drop()
})

type Case = { graph: Graph; viewer: Viewer; range: { from?: string; to?: string }; dice: Dice; events: OracleEvent[] }

const absent = '999999'

/** Follows the cursors to the end, in pages so small that every kind of row is once the last of one. */
async function all<Item>(page: (cursor: string | undefined) => Promise<{ items: Item[]; nextCursor: string | null }>): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | undefined
  do {
    const next = await page(cursor)
    items.push(...next.items)
    if (next.nextCursor !== null && next.nextCursor === cursor) throw new Error('The cursor does not move.')
    if (items.length > 10_000) throw new Error(`The list does not end: ${JSON.stringify(next)}`)
    cursor = next.nextCursor ?? undefined
  } while (cursor !== undefined)
  return items
}

function count(events: OracleEvent[], test: (event: OracleEvent) => boolean): number {
  return events.filter(test).length
}

function newest(events: OracleEvent[]): string | null {
  return events.map((event) => event.at).toSorted().at(-1) ?? null
}

function idOf(list: { uri: string }[], uri: string): string {
  return String(list.findIndex((one) => one.uri === uri) + 1)
}

async function checkSecretList({ graph, viewer, range, events, dice }: Case): Promise<void> {
  const mine = visibleSecrets(graph, viewer).filter((secret) => !secret.isScope)
  const ever = visibleEvents(graph, viewer, {})
  const sort = dice.pick(['name', '-lastReadAt', 'lastReadAt', '-reads', 'reads', '-readers', '-denied'] as const)
  const rows = await all((cursor) => listSecrets(db, viewer, { ...range, sort, limit: 2, cursor }))
  const expected = mine.map((secret) => {
    const own = events.filter((event) => event.secret === secret.uri && isValueAccess(event) && !event.candidate)
    return {
      uri: secret.uri, reads: count(own, isRead), denied: count(own, (event) => event.outcome === 'denied'), readers: new Set(own.filter(isRead).map((event) => event.reader)).size,
      lastReadAt: newest(ever.filter((event) => event.secret === secret.uri && isRead(event))), activeVersion: secret.versions?.find((version) => version.currentTo === null)?.ref ?? null,
    }
  })
  const shown = rows.map(({ uri, reads, denied, readers, lastReadAt, activeVersion }) => ({ uri, reads, denied, readers, lastReadAt, activeVersion }))
  expect(shown.toSorted(byUri)).toEqual(expected.toSorted(byUri))
  expect((await listSecrets(db, viewer, { limit: 1 })).total).toBe(mine.length)
}

function byUri(one: { uri: string }, other: { uri: string }): number {
  return one.uri < other.uri ? -1 : 1
}

async function checkSecrets(checked: Case): Promise<void> {
  const { graph, viewer } = checked
  const mine = new Set(visibleSecrets(graph, viewer))
  await expect(getSecret(db, viewer, { id: absent })).rejects.toThrow(NotFound)
  for (const secret of graph.secrets) {
    const id = idOf(graph.secrets, secret.uri)
    if (mine.has(secret)) await checkSecret(checked, secret.uri, id)
    else for (const ask of [getSecret, listReaders, listVersions, listWriters]) await expect(ask(db, viewer, { id })).rejects.toThrow(NotFound)
    if (!mine.has(secret)) await expect(getSecretByUri(db, viewer, { uri: secret.uri })).rejects.toThrow(NotFound)
  }
}

async function checkSecret({ graph, viewer, range, events }: Case, uri: string, id: string): Promise<void> {
  const own = events.filter((event) => event.secret === uri)
  const readers = await all((cursor) => listReaders(db, viewer, { id, ...range, limit: 3, cursor }))
  const asked = own.filter(isValueAccess)
  const expected = [...new Set(asked.map((event) => event.reader))].map((reader) => expectedReads(reader, asked.filter((event) => event.reader === reader)))
  expect(readers.map((reader) => shownReads(reader.identity.uri, reader)).toSorted(byUri)).toEqual(expected.toSorted(byUri))
  const detail = await getSecretByUri(db, viewer, { uri, ...range })
  expect(await getSecretWithReaders(db, viewer, { id, ...range, limit: 100 })).toEqual({ detail, readers: { items: readers, nextCursor: null }, versions: await listVersions(db, viewer, { id }) })
  const ever = visibleEvents(graph, viewer, {}).filter((event) => event.secret === uri && isRead(event))
  expect({ reads: detail.reads, denied: detail.denied, total: detail.readers.total, last: detail.lastReadAt, first: detail.firstReadAt }).toEqual({
    reads: count(own, isRead), denied: count(asked, (event) => event.outcome === 'denied'), total: new Set(own.filter(isRead).map((event) => event.reader)).size,
    last: newest(ever), first: ever.map((event) => event.at).toSorted()[0] ?? null,
  })
  const visible = new Set(visibleSecrets(graph, viewer).map((secret) => secret.uri))
  for (const scope of detail.scopes) expect(visible.has(scope.secret.uri)).toBe(true)
  const writers = await listWriters(db, viewer, { id, ...range })
  expect(writers.items.reduce((sum, writer) => sum + writer.changes, 0)).toBe(count(own, (event) => isChange(event) && event.outcome === 'success'))
  const holders = expectedHolders(graph, uri, ever)
  expect(detail.oldVersionHolders?.map((holder) => `${holder.identity.uri} ${holder.state}`).toSorted() ?? null).toEqual(holders)
}

function expectedReads(uri: string, events: OracleEvent[]) {
  const reads = events.filter(isRead)
  const versions: Record<string, number> = {}
  for (const event of reads) {
    const key = `${versionOf(event)} ${event.version !== undefined ? 'observed' : (event.derived?.evidence ?? 'unknown')}`
    versions[key] = (versions[key] ?? 0) + 1
  }
  return {
    uri, reads: reads.length, denied: count(events, (event) => event.outcome === 'denied'), candidates: count(events, (event) => event.outcome === 'success' && event.candidate === true),
    lastReadAt: newest(reads), firstReadAt: reads.map((event) => event.at).toSorted()[0] ?? null, consumer: reads.some((event) => event.disclosed !== 'no'),
    yes: count(reads, (event) => event.disclosed === 'yes'), versions,
  }
}

type Reads = Awaited<ReturnType<typeof listReaders>>['items'][number]

function shownReads(uri: string, reads: Omit<Reads, 'identity'>) {
  return {
    uri, reads: reads.reads, denied: reads.denied, candidates: reads.candidates, lastReadAt: reads.lastReadAt, firstReadAt: reads.firstReadAt, consumer: reads.consumer,
    yes: reads.disclosed.yes, versions: Object.fromEntries(reads.versions.map((version) => [`${version.ref} ${version.evidence}`, version.reads])),
  }
}

function expectedHolders(graph: Graph, uri: string, reads: OracleEvent[]): string[] | null {
  const versions = graph.secrets.find((secret) => secret.uri === uri)?.versions ?? []
  const active = versions.find((version) => version.currentTo === null)
  if (!active) return null
  const consumed = reads.filter((event) => event.disclosed !== 'no')
  return [...new Set(consumed.map((event) => event.reader))].flatMap((reader) => {
    const own = consumed.filter((event) => event.reader === reader)
    if (own.some((event) => event.at >= active.currentFrom && versionOf(event) === 'v1')) return [`${reader} reads-old`]
    return own.every((event) => event.at < active.currentFrom) ? [`${reader} silent`] : []
  }).toSorted()
}

async function checkIdentities({ graph, viewer, range, events }: Case): Promise<void> {
  const ever = visibleEvents(graph, viewer, {})
  const rows = await all((cursor) => listIdentities(db, viewer, { ...range, sort: '-reads', limit: 2, cursor }))
  const by = (uri: string, list: OracleEvent[]) => list.filter((event) => event.actor === uri || event.subject === uri)
  const expected = graph.identities.filter(({ uri }) => by(uri, ever).length > 0).map(({ uri }) => {
    const own = by(uri, events)
    return { uri, reads: count(own, isRead), secrets: new Set(own.filter(isRead).map((event) => event.secret)).size, denied: count(own, (event) => event.outcome === 'denied'), lastSeenAt: newest(by(uri, ever)) }
  })
  expect(rows.map(({ uri, reads, secrets, denied, lastSeenAt }) => ({ uri, reads, secrets, denied, lastSeenAt })).toSorted(byUri)).toEqual(expected.toSorted(byUri))
  for (const { uri } of graph.identities) {
    const id = idOf(graph.identities, uri)
    const shown = expected.find((identity) => identity.uri === uri)
    if (!shown) {
      await expect(getIdentity(db, viewer, { id })).rejects.toThrow(NotFound)
      await expect(listIdentityReads(db, viewer, { id })).rejects.toThrow(NotFound)
      continue
    }
    const { reads, secrets, denied } = await getIdentity(db, viewer, { id, ...range })
    expect({ reads, secrets, denied }).toEqual({ reads: shown.reads, secrets: shown.secrets, denied: shown.denied })
    const asked = by(uri, events).filter(isValueAccess)
    const bySecret = [...new Set(asked.map((event) => event.secret))].map((secret) => expectedReads(secret, asked.filter((event) => event.secret === secret)))
    const found = await all((cursor) => listIdentityReads(db, viewer, { id, ...range, limit: 2, cursor }))
    expect(found.map((read) => shownReads(read.secret.uri, read)).toSorted(byUri)).toEqual(bySecret.toSorted(byUri))
  }
}

const searches = [
  '', 'secret:*payment*', 'secret:kubernetes://prod/payment/db', 'secret:logged:*', '-secret:*payment*', 'identity:alias_3', 'identity:app-1 OR identity:app-2', '-identity:app-1', 'action:read outcome:denied', 'action:re*',
  'kind:human', '-kind:human kind:*', 'store:vault', 'region:eu-central-1', '-region:eu-*', 'region:""', 'ip:10.0.0.0/16', '-ip:10.0.0.0/16', 'ip:2001:db8::1', 'version:v1', 'version:old', 'version:current', 'version:unknown', '-version:v*',
  'client:kubectl', 'feed:aws -action:read', 'code:403 OR ip:192.0.2.7', '-(version:old OR feed:cluster)', 'disclosed:yes', 'app-4', '100%', 'api_key', 'lambda', 'nothing-at-all', 'network:10.0.* namespace:payment',
]

async function checkEvents({ graph, viewer, range, events, dice }: Case): Promise<void> {
  for (const q of [dice.pick(searches), dice.pick(searches), dice.pick(searches), dice.pick(searches)]) {
    const search = parseSearch(q)
    const node = search.ok ? search.node : null
    const expected = events.filter((event) => node === null || matches(graph, event, node))
    const rows = await all((cursor) => listEvents(db, viewer, { q, ...range, limit: 37, cursor }))
    expect(rows.map((row) => row.id).toSorted(), q).toEqual(expected.map((event) => event.key).toSorted())
    expect(rows.map((row) => row.occurredAt), q).toEqual(expected.map((event) => event.at).toSorted().reverse())
    const summary = await summariseEvents(db, viewer, { q, ...range })
    expect({ count: summary.count, estimated: summary.estimated }, q).toEqual({ count: expected.length, estimated: false })
    const facet = (field: string) => Object.fromEntries(summary.facets.find((one) => one.field === field)?.values.map(({ value, count: n }) => [value, n]) ?? [])
    expect(facet('action'), q).toEqual(counted(expected.map((event) => event.action)))
    expect(facet('kind'), q).toEqual(counted(expected.map((event) => graph.identities.find((identity) => identity.uri === event.reader)?.kind ?? '')))
    expect(facet('region'), q).toEqual(counted(expected.map((event) => event.place.region)))
    expect(facet('client'), q).toEqual(counted(expected.map((event) => event.userAgent.split('/')[0] ?? '')))
    for (const version of rows.slice(0, 5)) expect(version.version.ref).toBe(versionOf(expected.find((event) => event.key === version.id) ?? graph.events[0] ?? missing()))
  }
}

function missing(): never {
  throw new Error('The graph has no events.')
}

function counted(values: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) if (value !== '') counts[value] = (counts[value] ?? 0) + 1
  return counts
}

async function checkSingleEvents({ graph, viewer, dice }: Case): Promise<void> {
  const mine = new Set(visibleEvents(graph, viewer, {}).map((event) => event.key))
  const everything = visibleEvents(graph, { ...viewer, teams: 'all' }, {})
  for (let round = 0; round < 10; round += 1) {
    const event = dice.pick(everything)
    if (!mine.has(event.key)) await expect(getEvent(db, viewer, { id: event.key })).rejects.toThrow(NotFound)
    else expect((await getEvent(db, viewer, { id: event.key })).accesses.map((access) => access.secret.uri)).toEqual([event.secret])
  }
}

function randomViewer(dice: Dice): Viewer {
  const mine = teams.filter(() => dice.chance(45))
  return { userId: 'u', name: 'u', role: dice.chance(20) ? 'analyst' : 'owner', teams: dice.chance(20) ? 'all' : mine }
}

function randomRange(dice: Dice): { from?: string; to?: string } {
  const moment = () => new Date(start + (dice.chance(40) ? dice.below(days + 1) * 86_400_000 : dice.below(days * 86_400_000))).toISOString()
  const [from, to] = [moment(), moment()].toSorted()
  return { from: dice.chance(75) ? from : undefined, to: dice.chance(75) ? to : undefined }
}

describe('every question, asked by random viewers, is answered as the naive oracle does', () => {
  test.each(Array.from({ length: 10 }, (_, index) => index + 1))('graph %i', async (seed) => {
    const dice = new Dice(seed * 7919)
    const graph = randomGraph(seed, 250)
    await writeGraph(client, graph)
    for (let round = 0; round < 3; round += 1) {
      const viewer = randomViewer(dice)
      const range = randomRange(dice)
      const checked = { graph, viewer, range, dice, events: visibleEvents(graph, viewer, range) }
      await checkSecretList(checked)
      await checkSecrets(checked)
      await checkIdentities(checked)
      await checkEvents(checked)
      await checkSingleEvents(checked)
    }
  })
})
