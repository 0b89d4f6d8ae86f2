import type { PassedReading, Reading } from '../source.ts'
import { toCall, type Call } from './call.ts'
import type { LogEntry } from './schema.ts'
import { readerOf } from './services.ts'
import { parseInstant, toMicroseconds } from '#lib/instant.ts'

/** One log entry → what it says about secrets. */
export function normalise(entry: LogEntry): Reading {
  const occurredAt = parseInstant(entry.timestamp)
  if (entry.notice) return { kind: 'aside', service: 'secretmanager.googleapis.com', event: entry.notice.eventType ?? '', occurredAt: parseInstant(entry.notice.publishTime) }
  const audit = entry.protoPayload
  if (!audit) return entry.logName === undefined ? { kind: 'rejected', reason: 'schema_mismatch', path: 'protoPayload' } : passed('irrelevant', logId(entry.logName), '', occurredAt)
  const service = audit.serviceName ?? ''
  const event = audit.methodName ?? ''
  const read = readerOf(service)
  if (!read) return passed(service === '' && !isOtherPayload(audit['@type']) ? 'unknown' : 'irrelevant', service || logId(audit['@type'] ?? ''), event, occurredAt)
  // The end of a long-running operation, whose beginning said it all. By the entry alone, so that order does not matter.
  if (entry.operation?.last && !entry.operation.first) return passed('aside', service, event, occurredAt)
  if (entry.timestamp === undefined || entry.timestamp === null) return { kind: 'rejected', reason: 'missing_timestamp', path: 'timestamp' }
  if (!occurredAt) return { kind: 'rejected', reason: typeof entry.timestamp === 'string' && entry.timestamp.startsWith('0001-') ? 'year_0001' : 'bad_timestamp', path: 'timestamp' }
  if (!entry.insertId) return { kind: 'rejected', reason: 'missing_event_id', path: 'insertId' }
  const call = toCall(entry, audit, occurredAt)
  const facts = read(call)
  if (typeof facts === 'string') return passed(facts, service, event, occurredAt)
  if (facts.length === 0) return passed('irrelevant', service, event, occurredAt)
  return { kind: 'event', key: eventKey(call), nativeId: entry.insertId, occurredAt, rank: entry.exported ? 1 : 0, facts }
}

function passed(kind: PassedReading['kind'], service: string, event: string, occurredAt: string | undefined): PassedReading {
  return { kind, service, event, ...(occurredAt ? { occurredAt } : {}) }
}

/** App Engine's request logs and others have a protoPayload of their own. */
function isOtherPayload(type: string | undefined): boolean {
  return type !== undefined && !type.endsWith('google.cloud.audit.AuditLog')
}

/** `projects/p/logs/cloudaudit.googleapis.com%2Faccess_transparency` → its last part. */
function logId(logName: string): string {
  return logName.slice(logName.lastIndexOf('/') + 1)
}

/**
 * An insertId is unique only within its log and timestamp. In GKE's entries it is the audit id, which clients choose (`Audit-ID`):
 * there the key also says who did what, or reads could be hidden behind a repeated id.
 */
function eventKey({ entry, audit, service, occurredAt, actor }: Call): string {
  const log = entry.logName ?? `projects/${entry.resource?.labels?.project_id ?? ''}`
  const key = `gcp:${log}|${toMicroseconds(occurredAt)}|${entry.insertId}`
  return service === 'k8s.io' ? `${key}|${actor.uri}|${audit.methodName ?? ''}|${audit.resourceName ?? ''}` : key
}
