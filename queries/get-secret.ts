import type { GetSecretByUriFilter, GetSecretFilter, SecretDetail } from '#lib/api/get-secret.ts'
import type { IdentitySummary } from '#lib/api/identity-summary.ts'
import type { SecretVersion } from '#lib/api/list-versions.ts'
import type { PlaceSummary } from '#lib/api/place-summary.ts'
import type { Viewer } from '#lib/viewer.ts'
import { identityJson } from './entity-json.ts'
import { successCode, valueActionCodes } from './fact-codes.ts'
import { foldValueReads, type FoldedReads } from './fold-value-reads.ts'
import { loadNamedIdentities, pageOfReaders } from './list-readers.ts'
import { loadVersions } from './list-versions.ts'
import { loadWriters } from './list-writers.ts'
import { loadCoveringScopes } from './load-covering-scopes.ts'
import { loadOldVersionHolders } from './load-old-version-holders.ts'
import { loadValueReads, type ValueReads } from './load-value-reads.ts'
import { edgesOf, loadVisibleSecret, loadVisibleSecretByUri, type VisibleSecret } from './load-visible-secret.ts'
import { isoTime, sql, type Database } from './sql.ts'
import { rangeOf, type TimeRange } from './time-range.ts'

const placesMax = 100
const writersMax = 10

/** The eight questions about one secret. */
export async function getSecret(db: Database, viewer: Viewer, filter: GetSecretFilter): Promise<SecretDetail> {
  const range = rangeOf(filter)
  return answer(db, viewer, await loadVisibleSecret(db, viewer, filter.id), range)
}

export async function getSecretByUri(db: Database, viewer: Viewer, filter: GetSecretByUriFilter): Promise<SecretDetail> {
  const range = rangeOf(filter)
  return answer(db, viewer, await loadVisibleSecretByUri(db, viewer, filter.uri), range)
}

/** The same, its versions and the first page of its readers: what these share is looked at once. */
export async function getSecretWithReaders(db: Database, viewer: Viewer, filter: GetSecretFilter & { limit: number }) {
  const range = rangeOf(filter)
  const secret = await loadVisibleSecret(db, viewer, filter.id)
  const reads = loadValueReads(db, edgesOf(secret), 'reader', range)
  const versions = loadVersions(db, secret)
  const [detail, readers, items] = await Promise.all([answer(db, viewer, secret, range, { reads, versions }), reads.then((known) => pageOfReaders(db, known, filter)), versions])
  return { detail, readers, versions: { items, nextCursor: null } }
}

async function answer(db: Database, viewer: Viewer, secret: VisibleSecret, range: TimeRange, known?: { reads: Promise<ValueReads>; versions: Promise<SecretVersion[]> }): Promise<SecretDetail> {
  const [reads, ever, writers, versions, oldVersionHolders, scopes] = await Promise.all([
    known?.reads ?? loadValueReads(db, edgesOf(secret), 'reader', range),
    loadEver(db, secret),
    loadWriters(db, secret, { from: null, to: null }),
    known?.versions ?? loadVersions(db, secret),
    loadOldVersionHolders(db, secret),
    loadCoveringScopes(db, viewer, secret, range),
  ])
  const folded = foldValueReads(reads)
  const active = versions.find((version) => version.active)
  return {
    secret: { ...secret.secret, owners: secret.owners, references: secret.references },
    ...(await summariseReaders(db, folded, range)),
    ...ever,
    changedBy: writers.flatMap(({ identity: { aliases: _aliases, ...identity }, changes, lastChangedAt, actions }) =>
      lastChangedAt === null ? [] : [{ identity, changes, lastChangedAt, lastAction: actions[0]?.action ?? '' }]).slice(0, writersMax),
    activeVersion: active ? { ref: active.ref, since: active.currentFrom, changedBy: active.changedBy } : null,
    versions: versions.length,
    oldVersionHolders,
    expectation: 'not-declared',
    scopes,
  }
}

async function summariseReaders(db: Database, folded: Map<string, FoldedReads>, range: TimeRange) {
  const all = [...folded.values()]
  const successful = [...folded].filter(([, reads]) => reads.reads > 0)
  const identities = await loadNamedIdentities(db, successful.map(([id]) => id))
  const byKind: SecretDetail['readers']['byKind'] = {}
  for (const { kind } of identities) byKind[kind] = (byKind[kind] ?? 0) + 1
  const isNew = (reads: FoldedReads) => range.from !== null && reads.knownSince !== null && Date.parse(reads.knownSince) >= Date.parse(range.from)
  const places = new Map<string, PlaceSummary>()
  for (const reads of all) for (const place of reads.places) places.set(JSON.stringify(place), place)
  const sum = (part: (reads: FoldedReads) => number) => all.reduce((total, reads) => total + part(reads), 0)
  return {
    readers: { total: successful.length, consumers: all.filter((reads) => reads.consumer).length, byKind, newInRange: successful.filter(([, reads]) => isNew(reads)).length },
    reads: sum((reads) => reads.reads),
    denied: sum((reads) => reads.denied),
    disclosed: { yes: sum((reads) => reads.disclosed.yes), possible: sum((reads) => reads.disclosed.possible), no: sum((reads) => reads.disclosed.no) },
    places: [...places.values()].slice(0, placesMax),
  }
}

type Ever = { firstReadAt: string | null; lastReadAt: string | null; lastReader: IdentitySummary | null }

async function loadEver(db: Database, secret: VisibleSecret): Promise<Ever> {
  const read = sql`${edgesOf(secret)} AND e.action = ANY(${valueActionCodes}::int[]) AND e.outcome = ${successCode} AND e.precision = 0`
  const rows = await db.$queryRaw<Ever[]>`
    SELECT ${isoTime(sql`t.first_at`)} AS "firstReadAt", ${isoTime(sql`t.last_at`)} AS "lastReadAt",
      (SELECT ${identityJson(sql`i`)} FROM edge e JOIN identity_reference k ON k.id = coalesce(e.subject_id, e.actor_id) JOIN identity i ON i.id = k.identity_id
        WHERE ${read} AND e.last_at = t.last_at ORDER BY i.uri LIMIT 1) AS "lastReader"
    FROM (SELECT min(e.first_at) AS first_at, max(e.last_at) AS last_at FROM edge e WHERE ${read}) t`
  return rows[0] ?? { firstReadAt: null, lastReadAt: null, lastReader: null }
}
