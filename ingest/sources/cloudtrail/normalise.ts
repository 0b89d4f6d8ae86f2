import type { PassedReading, Reading } from '../source.ts'
import { callOf, roleNaming, type Call } from './call.ts'
import { parseInstant } from '#lib/instant.ts'
import { classify } from './events.ts'
import type { CloudTrailRecord } from './schema.ts'

/** One CloudTrail record → what it says about secrets. */
export function normalise(record: CloudTrailRecord): Reading {
  const { eventSource, eventName } = record
  const time = record.eventTime ?? record['@timestamp']
  if (!eventSource || !eventName) return asideOf(record) ?? { kind: 'rejected', reason: 'schema_mismatch', path: eventSource ? 'eventName' : 'eventSource' }
  const handler = classify(eventSource, eventName)
  if (handler === 'irrelevant') return passed('irrelevant', eventSource, eventName, time)
  const aside = asideOf(record)
  if (aside) return aside
  if (!time) return { kind: 'rejected', reason: 'missing_timestamp', path: 'eventTime' }
  const occurredAt = parseInstant(time)
  if (!occurredAt) return { kind: 'rejected', reason: time.startsWith('0001-') ? 'year_0001' : 'bad_timestamp', path: 'eventTime' }
  if (!record.eventID) return { kind: 'rejected', reason: 'missing_event_id', path: 'eventID' }
  if (handler === 'unknown') return passed('unknown', eventSource, eventName, time)
  const call = callOf(record, occurredAt)
  const facts = handler(call)
  if (facts.length === 0) return passed('irrelevant', eventSource, eventName, time)
  return { kind: 'event', key: keyOf(record), nativeId: record.eventID, occurredAt, rank: rankOf(call), facts: [...facts, ...roleNaming(record)] }
}

export function passed(kind: PassedReading['kind'], service: string, event: string, time: string | null | undefined): PassedReading {
  const occurredAt = time ? parseInstant(time) : undefined
  return { kind, service, event, ...(occurredAt && { occurredAt }) }
}

/** The copies of a call that two accounts log have different event ids and one shared id; copies from several trails share both. */
function keyOf({ sharedEventID, eventID }: CloudTrailRecord): string {
  return `aws:${sharedEventID || eventID}`
}

/** The account that owns a secret sees a foreign caller as an account only; the caller's own account knows the role. */
function rankOf({ actor, record }: Call): number {
  if (!actor.uri.startsWith('aws-account:')) return 0
  return record.userIdentity?.accountId ? 1 : 2
}

/** What lies beside the events in the same buckets and queues. */
function asideOf(record: CloudTrailRecord): PassedReading | undefined {
  if (record.eventCategory === 'Insight' || record.eventType === 'AwsCloudTrailInsight') return passed('aside', 'cloudtrail', 'insight', record.eventTime)
  if (record.digestStartTime || record.digestS3Object) return passed('aside', 'cloudtrail', 'digest', record.digestStartTime)
  if (record.Event === 's3:TestEvent') return passed('aside', 's3', 'test event', undefined)
  if (record.s3ObjectKey) return passed('aside', 'sns', 'delivery notice', undefined)
  if (record.Type) return passed('aside', 'sns', 'message', undefined)
  if (record.messageType) return passed('aside', 'logs', 'control message', undefined)
  return undefined
}
