import type { Fact, IdentityReference, Outcome, Place } from '#lib/facts.ts'
import { requestQuery, type RequestQuery } from './request-uri.ts'
import type { AuditRecord } from './schema.ts'
import { credentialOf, identityOf, placeOf } from './identity.ts'

/** One audit event, read once: what every kind of fact needs from it. */
export type AuditEvent = {
  record: AuditRecord
  cluster: string
  resource: string
  group: string
  version: string
  subresource: string
  namespace: string | undefined
  /** From objectRef, else from the field selector. */
  name: string | undefined
  verb: string
  query: RequestQuery
  actor: IdentityReference
  place: Place
  outcome: Outcome
  code: number | undefined
  /** Nothing was changed although the answer says so. */
  dryRun: boolean
  occurredAt: string
  credential: string | undefined
}

export type FactsOf = (event: AuditEvent) => Fact[]

export function auditEvent(record: AuditRecord, cluster: string, occurredAt: string): AuditEvent {
  const reference = record.objectRef
  const query = requestQuery(record.requestURI ?? '')
  const code = record.responseStatus?.code ?? undefined
  return {
    record,
    cluster,
    ...objectName(record),
    namespace: reference?.namespace ?? undefined,
    name: reference?.name || query.name,
    query,
    actor: identityOf(record.user, cluster),
    place: placeOf(record, cluster),
    outcome: outcomeOf(code),
    code,
    dryRun: query.dryRun || (record.requestObject?.dryRun ?? []).includes('All'),
    occurredAt,
    credential: credentialOf(record.user, cluster),
  }
}

/** The strings that decide what a record is about; absent ones are empty, an absent version is `v1`. */
export function objectName(record: AuditRecord): { resource: string; group: string; version: string; subresource: string; verb: string } {
  const reference = record.objectRef
  return {
    resource: reference?.resource ?? '',
    group: reference?.apiGroup ?? '',
    version: reference?.apiVersion ?? 'v1',
    subresource: reference?.subresource ?? '',
    verb: record.verb ?? '',
  }
}

/** By the code alone: 403 is not always RBAC, and the decision annotation may say `allow` beside it. */
function outcomeOf(code: number | undefined): Outcome {
  if (!code) return 'unknown'
  if (code >= 200 && code < 300) return 'success'
  return code === 401 || code === 403 ? 'denied' : 'error'
}

/** Objects are created, or changed, for good. */
export function took(event: AuditEvent): boolean {
  return event.outcome === 'success' && !event.dryRun
}
