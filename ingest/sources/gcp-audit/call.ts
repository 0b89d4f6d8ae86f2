import type { Fact, IdentityReference, Outcome, Place } from '#lib/facts.ts'
import { caller, callerVia, personBehind } from './identity.ts'
import { location, projectOf } from './project.ts'
import type { AuditLog, LogEntry } from './schema.ts'

/** One API call as an entry tells it: what every service's facts have in common. */
export type Call = {
  entry: LogEntry
  audit: AuditLog
  service: string
  /** The last part of the method's name: services write it with or without `google.cloud.….v1.`. */
  method: string
  /** The resource's name without `//service/` in front. */
  resource: string
  occurredAt: string
  outcome: Outcome
  code?: string
  actor: IdentityReference
  subject?: IdentityReference
  via?: string
  place: Place
  userAgent?: string
}

/** What a service's part makes of a call. */
export type Finding = Fact[] | 'irrelevant' | 'unknown'

export function toCall(entry: LogEntry, audit: AuditLog, occurredAt: string): Call {
  const methodName = audit.methodName ?? ''
  const code = audit.status?.code ?? 0
  return {
    entry,
    audit,
    service: audit.serviceName ?? '',
    method: methodName.slice(methodName.lastIndexOf('.') + 1),
    resource: (audit.resourceName ?? '').replace(/^\/\/[^/]+\//, ''),
    occurredAt,
    outcome: outcomeOf(code),
    code: code === 0 ? undefined : String(code),
    actor: caller(audit.authenticationInfo),
    subject: personBehind(audit.authenticationInfo),
    via: callerVia(audit.authenticationInfo),
    place: { account: projectOf(entry), region: location(entry), ip: audit.requestMetadata?.callerIp },
    userAgent: audit.requestMetadata?.callerSuppliedUserAgent,
  }
}

/** `google.rpc.Code`; some Kubernetes entries carry the HTTP status instead. `granted: false` alone denies nothing. */
function outcomeOf(code: number): Outcome {
  if (code === 0 || (code >= 200 && code < 300)) return 'success'
  return code === 7 || code === 16 || code === 401 || code === 403 ? 'denied' : 'error'
}
