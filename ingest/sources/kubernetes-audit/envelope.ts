import { isRejection, type RejectedReading } from '../source.ts'

type Fields = Record<string, unknown>
type Unwrapped = unknown | RejectedReading

/** What a log group or container stream carries beside audit events: text of the API server, authenticator, scheduler. */
export const logLine = { kind: 'LogLine' } as const

const depthMax = 6

/** How sure is it that this value is a Kubernetes audit record, its envelope included? */
export function recognises(value: unknown): number {
  if (!isFields(value)) return 0
  const apiVersion = typeof value.apiVersion === 'string' ? value.apiVersion : ''
  if (apiVersion.startsWith('audit.k8s.io/')) return 1
  if (typeof value.auditID === 'string' && ('stage' in value || 'verb' in value || 'objectRef' in value)) return 0.95
  if (value.kind === 'EventList' && Array.isArray(value.items) && recognises(value.items[0]) > 0) return 0.95
  if (isFields(value.properties) && (mentionsAudit(value.properties.log) || recognises(value.properties.log) > 0)) return 0.95
  if (typeof value.category === 'string' && value.category.startsWith('kube-audit') && isFields(value.properties)) return 0.9
  if (mentionsAudit(value.message) || mentionsAudit(value.log)) return 0.9
  const elements = value.logEvents ?? value.records
  return Array.isArray(elements) ? recognises(elements[0]) : 0
}

/** `EventList`, CloudWatch Logs elements and whole deliveries, AKS diagnostic records, container log lines: down to plain events. */
export function unwrap(value: unknown, depth = 0): Unwrapped[] {
  if (depth > depthMax) return [{ kind: 'rejected', reason: 'too_deep' } satisfies RejectedReading]
  if (isRejection(value)) return [{ kind: 'rejected', reason: 'schema_mismatch', path: 'kind' } satisfies RejectedReading] // a record that poses as our own verdict
  if (!isFields(value) || 'auditID' in value || 'objectRef' in value) return [value]
  if (value.kind === 'EventList') return elementsOf(value.items, 'items', depth)
  if (Array.isArray(value.logEvents)) return elementsOf(value.logEvents, 'logEvents', depth)
  if (Array.isArray(value.records)) return elementsOf(value.records, 'records', depth)
  if (isFields(value.properties) && 'log' in value.properties) return content(value.properties.log, 'properties.log', depth)
  if (typeof value.message === 'string') return content(value.message, 'message', depth)
  if (typeof value.log === 'string' || isFields(value.log)) return content(value.log, 'log', depth)
  return [value]
}

function elementsOf(items: unknown, path: string, depth: number): Unwrapped[] {
  if (items === null) return []
  if (items === undefined) return [{ kind: 'rejected', reason: 'records_missing', path } satisfies RejectedReading]
  if (!Array.isArray(items)) return [{ kind: 'rejected', reason: 'records_not_array', path } satisfies RejectedReading]
  return items.flatMap((item: unknown) => unwrap(item, depth + 1))
}

/** An event inside another record: an object, or a string of JSON. Text that does not even begin like JSON is another program's log line. */
function content(value: unknown, path: string, depth: number): Unwrapped[] {
  if (typeof value !== 'string') return unwrap(value, depth + 1)
  if (!value.trimStart().startsWith('{')) return [logLine]
  const parsed = parseJson(value)
  return parsed === undefined ? [{ kind: 'rejected', reason: 'not_json', path } satisfies RejectedReading] : unwrap(parsed, depth + 1)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function mentionsAudit(value: unknown): boolean {
  return typeof value === 'string' && value.trimStart().startsWith('{') && value.slice(0, 400).includes('"audit.k8s.io/')
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
