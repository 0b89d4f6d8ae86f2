import type { AccessFact, Action, Disclosure, Fact, LoggingFact, VersionClaim } from '#lib/facts.ts'
import type { AuditEvent } from './event.ts'
import type { Body } from './schema.ts'
import { ownedDeliveries } from './deliveries.ts'
import { secretTarget } from './secret-reference.ts'
import { secretVersions } from './secret-versions.ts'

const actions: Record<string, Action> = {
  get: 'read', list: 'list', watch: 'watch', create: 'write', update: 'write', patch: 'write', delete: 'delete', deletecollection: 'delete',
}
const effectiveNameMax = 512

/** A request for core/v1 `secrets`: the access, the versions it made, and what its body proves. */
export function secretFacts(event: AuditEvent): Fact[] {
  const access = accessFact(event)
  return [access, ...secretVersions(event, access), ...ownedDeliveries(event), ...(valuesInLog(event) ? [loggingFact(event)] : [])]
}

function accessFact(event: AuditEvent): AccessFact {
  const { record, cluster, actor, place, outcome, code } = event
  const bodyName = event.verb === 'create' ? (record.responseObject?.metadata?.name ?? record.requestObject?.metadata?.name) : undefined
  const { target, precision } = secretTarget(cluster, event.namespace, event.name || bodyName)
  // A list that names one Secret is how kubelets read it.
  const action = event.verb === 'list' && precision === 'exact' ? 'read' : (actions[event.verb] ?? 'describe')
  const disclosed = disclosureOf(event)
  const effective = record.impersonatedUser?.username?.slice(0, effectiveNameMax)
  const version = precision === 'exact' ? versionClaim(event, action, disclosed) : undefined
  return {
    fact: 'access', target, precision, actor,
    ...(effective ? { effective } : {}),
    action, outcome,
    ...(code ? { code: String(code) } : {}),
    disclosed,
    ...(version ? { version } : {}),
    place,
    ...(record.userAgent ? { userAgent: record.userAgent } : {}),
    ...(event.credential ? { credential: event.credential } : {}),
  }
}

/**
 * Reads and writes alike answer with whole Secrets, unless asked for a table or for metadata only, which shows in the response body alone.
 * The body of a watch is never logged. A strict merge patch that fails with 422 may quote the stored value.
 */
function disclosureOf({ record, verb, outcome, code, query }: AuditEvent): Disclosure {
  if (outcome === 'denied' || outcome === 'error') return verb === 'patch' && code === 422 ? 'possible' : 'no'
  const body = record.responseObject
  if (verb === 'watch' || !body) return 'possible'
  if (body.kind === 'Secret') return body.data === true ? 'yes' : 'no'
  if (body.kind === 'SecretList') return body.items?.count === 0 ? 'no' : 'yes'
  if (body.kind === 'Table') return query.wholeObjects ? 'yes' : 'no'
  return body.kind === 'Status' || body.kind?.startsWith('PartialObjectMetadata') ? 'no' : 'possible'
}

/** The answer's own resourceVersion, else "the current one" of that instant. */
function versionClaim({ record, outcome }: AuditEvent, action: Action, disclosed: Disclosure): VersionClaim | undefined {
  if (outcome !== 'success') return undefined
  const observed = observedVersion(record.responseObject)
  if (observed && (action === 'read' || action === 'write')) return { ref: observed, evidence: 'observed' }
  return action === 'read' && disclosed !== 'no' ? { stage: 'current', evidence: 'inferred' } : undefined
}

/** A SecretList's own resourceVersion is the list's; only a list of one tells its Secret's. */
export function observedVersion(body: Body | undefined): string | undefined {
  if (body?.kind === 'Secret') return body.metadata?.resourceVersion ?? undefined
  return body?.kind === 'SecretList' ? body.items?.only : undefined
}

/** Does this record itself carry Secret values? Then the audit policy writes them into the log. */
export function valuesInLog({ record }: AuditEvent): boolean {
  const items = record.responseObject?.kind === 'SecretList' ? (record.responseObject.items?.count ?? 0) : 0
  return items > 0 || [record.requestObject, record.responseObject].some(carriesValues)
}

function carriesValues(body: Body | undefined): boolean {
  const applied = body?.metadata?.annotations?.holdsAppliedObject
  return body?.data === true || body?.stringData === true || applied === true || (body?.patchedPaths ?? []).some((path) => /^\/(data|stringData)\b/.test(path))
}

export function loggingFact({ cluster }: AuditEvent): LoggingFact {
  return { fact: 'logging', on: `kubernetes:${cluster}:audit-policy`, change: 'values-in-log', outcome: 'success' }
}
