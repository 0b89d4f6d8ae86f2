import { isObject, type JsonObject } from './json-object.ts'
import { isTableRow } from './table-row.ts'
import { isPubsub } from './unwrap.ts'

const auditLogType = 'type.googleapis.com/google.cloud.audit.AuditLog'

/** How sure is it that a value is a log entry of Google Cloud, in whatever envelope? */
export function recognises(value: unknown): number {
  const first = Array.isArray(value) ? (value[0] as unknown) : value
  if (!isObject(first)) return 0
  if (isObject(first.protoPayload)) return first.protoPayload['@type'] === auditLogType || typeof first.protoPayload.serviceName === 'string' ? 1 : 0.8
  if (isTableRow(first)) return 1
  if (isObject(first.message) && isPubsub(first.message)) return 'subscription' in first || 'ackId' in first ? 0.9 : 0.6
  if (typeof first.logName === 'string' && 'insertId' in first) return 0.8
  if (typeof first.type === 'string' && first.type.startsWith('google.cloud.audit.')) return 0.9
  return isEntryList(first) ? 0.8 : isBareMessage(first) ? 0.5 : 0
}

function isEntryList(value: JsonObject): boolean {
  const first = Array.isArray(value.entries) ? (value.entries[0] as unknown) : undefined
  return isObject(first) && ('logName' in first || 'protoPayload' in first)
}

function isBareMessage(value: JsonObject): boolean {
  return typeof value.data === 'string' && ('messageId' in value || 'message_id' in value)
}
