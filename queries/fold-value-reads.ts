import type { z } from 'zod'
import type { PlaceSummary } from '#lib/api/place-summary.ts'
import type { valueReadFields, Hop } from '#lib/api/value-reads.ts'
import type { ValueReadGroup, ValueReads } from './load-value-reads.ts'

export type FoldedReads = { [Field in keyof typeof valueReadFields]: z.output<(typeof valueReadFields)[Field]> }

/** One entry per key, from the groups, versions and first times that the database answered. */
export function foldValueReads({ groups, versions, knownSince }: ValueReads): Map<string, FoldedReads> {
  const folded = new Map<string, FoldedReads>()
  for (const group of groups) {
    const reads = folded.get(group.key) ?? emptyReads(knownSince.get(group.key) ?? null)
    folded.set(group.key, reads)
    addGroup(reads, group)
  }
  for (const { key, ...version } of versions) folded.get(key)?.versions.push(version)
  return folded
}

function emptyReads(knownSince: string | null): FoldedReads {
  return {
    via: [], firstReadAt: null, lastReadAt: null, reads: 0, denied: 0, errors: 0, candidates: 0, lastDeniedAt: null, consumer: false,
    disclosed: { yes: 0, possible: 0, no: 0 }, actions: {}, versions: [], places: [], knownSince, expectation: 'not-declared',
  }
}

function addGroup(reads: FoldedReads, group: ValueReadGroup): void {
  addPlace(reads.places, group.place)
  for (const hop of hopsOf(group)) if (!reads.via.some((known) => known.kind === hop.kind && known.uri === hop.uri)) reads.via.push(hop)
  if (group.outcome === 'denied') {
    reads.denied += group.n
    reads.lastDeniedAt = later(reads.lastDeniedAt, group.lastAt)
  } else if (group.outcome !== 'success') reads.errors += group.n
  else if (group.candidate) reads.candidates += group.n
  else {
    reads.reads += group.n
    reads.disclosed[group.disclosed] += group.n
    reads.consumer ||= group.disclosed !== 'no'
    reads.actions[group.action] = (reads.actions[group.action] ?? 0) + group.n
    reads.lastReadAt = later(reads.lastReadAt, group.lastAt)
    reads.firstReadAt = earlier(reads.firstReadAt, group.firstAt)
  }
}

export function hopsOf(group: Pick<ValueReadGroup, 'actedAs' | 'effective' | 'via'>): Hop[] {
  const hops: Hop[] = []
  if (group.actedAs) hops.push({ kind: 'identity', uri: group.actedAs.uri, displayName: group.actedAs.displayName })
  if (group.effective !== '') hops.push({ kind: 'impersonated', uri: group.effective, displayName: group.effective })
  if (group.via !== '') hops.push({ kind: 'service', uri: group.via, displayName: group.via })
  return hops
}

function addPlace(places: PlaceSummary[], place: PlaceSummary): void {
  const same = (known: PlaceSummary) =>
    known.account === place.account && known.region === place.region && known.cluster === place.cluster && known.namespace === place.namespace && known.network === place.network
  if (!places.some(same)) places.push(place)
}

/** ISO times of one zone compare as text once their fractions are equally long. */
function comparable(time: string): string {
  return time.length === 24 ? `${time.slice(0, -1)}000Z` : time
}

export function later(one: string | null, other: string): string {
  return one === null || comparable(other) > comparable(one) ? other : one
}

export function earlier(one: string | null, other: string): string {
  return one === null || comparable(other) < comparable(one) ? other : one
}

/** Newest first; what has no time comes last, and ties are broken by name so that pages are stable. */
export function compareNewest(one: { at: string | null; name: string }, other: { at: string | null; name: string }): number {
  const [first, second] = [one.at === null ? '' : comparable(one.at), other.at === null ? '' : comparable(other.at)]
  if (first !== second) return first > second ? -1 : 1
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0
}
