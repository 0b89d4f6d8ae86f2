import type { ReasonCode } from '#lib/reason-codes.ts'
import { isZeroTime, parseInstant } from '#lib/instant.ts'
import type { Feed, Reading } from '../source.ts'
import { deliveryFacts } from './deliveries.ts'
import { auditEvent, objectName, type AuditEvent, type FactsOf } from './event.ts'
import { awsAuthFacts, roleBindingFacts, roleFacts, serviceAccountFacts } from './grants.ts'
import { passedReading, topicOf, type Topic } from './resource-interest.ts'
import type { AuditRecord } from './schema.ts'
import { secretFacts, valuesInLog } from './secret-access.ts'
import { tokenFacts, tokenInLog } from './token-session.ts'
import { bindingFacts, workloadFacts } from './workload-uses.ts'

const factsOf: Record<Topic, FactsOf> = {
  'secret': secretFacts,
  'token': tokenFacts,
  'pod': workloadFacts,
  'binding': bindingFacts,
  'workload': workloadFacts,
  'delivery': deliveryFacts,
  'role': roleFacts,
  'binding-of-role': roleBindingFacts,
  'service-account': serviceAccountFacts,
  'aws-auth': awsAuthFacts,
}
const nativeIdMax = 512

export function normalise(record: AuditRecord, feed: Feed): Reading {
  if (record.kind === 'LogLine') return { kind: 'irrelevant', service: 'core', event: 'log line' }
  if (!record.auditID) return { kind: 'rejected', reason: isAudit(record) ? 'missing_event_id' : 'unrecognised_source', path: 'auditID' }
  if (typeof record.verb !== 'string') return { kind: 'rejected', reason: 'schema_mismatch', path: 'verb' }
  const stamp = record.requestReceivedTimestamp ?? record.timestamp ?? record.stageTimestamp
  const occurredAt = parseInstant(stamp)
  const name = { ...objectName(record), name: record.objectRef?.name ?? '' }
  // Its answer comes with the next stage, under the same key.
  if (record.stage === 'RequestReceived') return { ...passedReading(name, occurredAt), kind: 'aside' }
  const topic = topicOf(name)
  if (!topic) return passedReading(name, occurredAt)
  if (!stamp) return { kind: 'rejected', reason: 'missing_timestamp', path: 'requestReceivedTimestamp' }
  if (!occurredAt) return { kind: 'rejected', reason: isZeroTime(stamp) ? 'year_0001' : 'bad_timestamp', path: 'requestReceivedTimestamp' }
  const event = auditEvent(record, feed.cluster, occurredAt)
  const facts = factsOf[topic](event)
  if (facts.length === 0) return passedReading(name, occurredAt)
  const flags = flagsOf(topic, event)
  return {
    kind: 'event', key: keyOf(record, feed.cluster, occurredAt), nativeId: record.auditID.slice(0, nativeIdMax), occurredAt, rank: rankOf(record), facts,
    ...(flags.length > 0 ? { flags } : {}),
  }
}

/** Log groups carry other programs' JSON as well. */
function isAudit(record: AuditRecord): boolean {
  return [record.verb, record.stage, record.objectRef, record.requestURI].some((field) => field !== undefined && field !== null)
}

/**
 * auditID alone is the client's own choice (`Audit-ID`), so the key holds what the server knows: when, who, what.
 * Not the stage: ResponseStarted and ResponseComplete of one watch are one event.
 */
function keyOf(record: AuditRecord, cluster: string, occurredAt: string): string {
  return [`k8s:${cluster}`, record.auditID, occurredAt, record.user?.username ?? '', record.verb, record.requestURI].join('|')
}

/** Two feeds may bring one event at different levels, and long requests answer twice: the fuller record wins. Truncated events have lost their bodies. */
function rankOf(record: AuditRecord): number {
  const body = record.responseObject ? 0 : record.requestObject ? 1 : 2
  const stage = record.stage === 'ResponseComplete' ? 0 : record.stage === 'Panic' ? 3 : 6
  return stage + body
}

/** Also below Request: an error message may quote what was sent or stored. */
function flagsOf(topic: Topic, event: AuditEvent): ReasonCode[] {
  const quoted = event.record.responseStatus?.message === true && (event.code === 422 || event.code === 400)
  const raw = topic === 'secret' ? valuesInLog(event) || quoted : topic === 'token' && tokenInLog(event)
  return raw ? ['log_raw_value'] : []
}
