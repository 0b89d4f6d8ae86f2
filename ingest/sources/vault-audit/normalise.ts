import type { ReasonCode } from '#lib/reason-codes.ts'
import type { Fact } from '#lib/facts.ts'
import type { Feed, PassedReading, Reading } from '../source.ts'
import { authFacts, identityFacts, identityTokenFacts } from './auth-facts.ts'
import { cubbyholeFacts, engineFacts } from './engine-facts.ts'
import { readEntry, type Entry } from './entry.ts'
import { isZeroTime, parseInstant } from '#lib/instant.ts'
import { kvFacts, looksLikeKv } from './kv-facts.ts'
import { passing } from './passing.ts'
import type { VaultRecord } from './schema.ts'
import { systemFacts } from './system-facts.ts'
import { isUnwrap, unwrapFacts, wrapNaming } from './wrapping-facts.ts'

/** One line of an audit device. Only a response tells what happened; its request's line is counted aside. */
export function normalise(record: VaultRecord, feed: Feed): Reading {
  const at = parseInstant(record.time)
  if (at === undefined) return { kind: 'rejected', reason: timeFault(record.time), path: 'time' }
  const passed = passing(record.type, record.request?.path, at)
  if (passed !== undefined) return passed
  const path = record.request?.path
  const id = record.request?.id
  if (!id || path === undefined) return { kind: 'rejected', reason: id ? 'schema_mismatch' : 'missing_event_id', path: id ? 'request.path' : 'request.id' }
  const entry = readEntry(record, path, at, feed)
  const facts = factsOf(entry)
  if (facts === undefined || facts.length === 0) return without(facts === undefined ? 'unknown' : 'irrelevant', entry)
  return { kind: 'event', key: `vault:${feed.cluster}|${id}`, nativeId: id, occurredAt: at, rank: rankOf(record), facts }
}

/** Facts of a response; none: known to say nothing; undefined: not known. */
function factsOf(entry: Entry): Fact[] | undefined {
  if (entry.operation === 'help' || entry.operation === 'header' || entry.operation === 'alias-lookahead' || entry.operation === 'resolve-role') return []
  const [area] = entry.path.split('/')
  if (area === 'sys') return systemFacts(entry)
  const facts = area === undefined ? undefined : ownFacts(entry, area)
  return facts === undefined ? undefined : [...facts, ...wrapNaming(entry)]
}

function ownFacts(entry: Entry, area: string): Fact[] | undefined {
  if (area === 'auth') return authFacts(entry)
  if (area === 'identity') return [...identityFacts(entry), ...identityTokenFacts(entry)]
  if (isUnwrap(entry)) return unwrapFacts(entry)
  if (area === 'cubbyhole') return cubbyholeFacts(entry)
  if (entry.engine === 'kv' || entry.engine === 'generic') return kvFacts(entry)
  const facts = engineFacts(entry)
  if (facts !== undefined) return facts
  if (looksLikeKv(entry)) return kvFacts(entry)
  return entry.engine !== undefined && knownEngines.has(entry.engine) ? [] : undefined
}

/** Engines all of whose secret-giving paths are told; the rest of them is settings and public material. */
const knownEngines = new Set(['database', 'aws', 'azure', 'gcp', 'pki', 'ssh', 'totp', 'transit', 'rabbitmq', 'consul', 'nomad', 'ldap', 'ad', 'openldap', 'kubernetes', 'terraform', 'mongodbatlas'])

function without(kind: 'irrelevant' | 'unknown', entry: Entry): PassedReading {
  const operation = /^[a-z-]{1,20}$/u.test(entry.operation) ? entry.operation : 'no operation'
  const engine = entry.engine !== undefined && /^[a-z0-9_-]{1,40}$/iu.test(entry.engine) ? entry.engine : (builtIn(entry.path) ?? 'unmounted')
  return { kind, service: 'vault', event: `${engine} ${operation}`, occurredAt: entry.occurredAt }
}

function builtIn(path: string): string | undefined {
  return /^(sys|auth|identity|cubbyhole)\//u.exec(path)?.[1]
}

/** Several devices write the same event: a copy whose token is hashed joins to its session, one in clear (`log_raw`) must not be used. */
function rankOf(record: VaultRecord): number {
  const tokens = [record.request?.client_token, record.auth?.client_token, record.response?.auth?.client_token, record.response?.wrap_info?.token, record.request?.data?.token]
  const accessors = [record.auth?.accessor, record.response?.auth?.accessor]
  return tokens.includes('clear') ? 2 : accessors.includes('clear') ? 1 : 0
}

function timeFault(time: string | undefined): ReasonCode {
  if (time === undefined || time === '') return 'missing_timestamp'
  return isZeroTime(time) ? 'year_0001' : 'bad_timestamp'
}
