import type { AccessFact, Action, Disclosure, Fact, IdentityReference, Outcome, Place, SecretReference, VersionClaim, VersionFact } from '#lib/facts.ts'
import { actorOf, lastPart, subjectOf } from './identity.ts'
import type { CloudTrailRecord, Request, Response } from './schema.ts'
import { scopeOf, type ScopeStore, type Where } from './secret-reference.ts'

/** One API call or service event with what all facts of it have in common. */
export type Call = {
  record: CloudTrailRecord
  name: string
  occurredAt: string
  request: Request
  response: Response
  /** Where unqualified names belong. */
  where: Where
  actor: IdentityReference
  subject: IdentityReference | undefined
  outcome: Outcome
  partition: string
}

export type Handler = (call: Call) => Fact[]

const userAgentLengthMax = 512

export function callOf(record: CloudTrailRecord, occurredAt: string): Call {
  const identity = record.userIdentity
  return {
    record,
    name: record.eventName ?? '',
    occurredAt,
    request: record.requestParameters ?? {},
    response: record.responseElements ?? {},
    where: { account: record.recipientAccountId ?? identity?.accountId ?? 'unknown', region: record.awsRegion ?? 'unknown' },
    actor: actorOf(identity),
    subject: subjectOf(identity),
    outcome: outcomeOf(record.errorCode),
    partition: partitionOf(record),
  }
}

const refused = /AccessDenied|Unauthorized|NotAuthorized|UnrecognizedClient|InvalidClientTokenId|ExpiredToken|InvalidAccessKeyId|SignatureDoesNotMatch|AuthFailure|InvalidSignature|MissingAuthenticationToken/i

/** No code is success; a refused credential counts as denied; the rest (not found, throttled, scheduled for deletion) is an error. */
function outcomeOf(code: string | null | undefined): Outcome {
  if (!code) return 'success'
  return refused.test(code) ? 'denied' : 'error'
}

function partitionOf(record: CloudTrailRecord): string {
  const arn = record.userIdentity?.arn
  if (arn?.startsWith('arn:')) return arn.split(':')[1] ?? 'aws'
  if (record.awsRegion?.startsWith('us-gov-')) return 'aws-us-gov'
  return record.awsRegion?.startsWith('cn-') ? 'aws-cn' : 'aws'
}

type AccessDetails = { disclosed?: Disclosure; version?: VersionClaim; precision?: 'exact' | 'candidate'; outcome?: Outcome }

export function access(call: Call, target: SecretReference, action: Action, details: AccessDetails = {}): AccessFact {
  const { record, actor } = call
  const key = record.userIdentity?.accessKeyId
  const via = record.userIdentity?.invokedBy
  return {
    fact: 'access',
    target,
    precision: details.precision ?? 'exact',
    actor,
    ...(call.subject && { subject: call.subject }),
    ...(via && actor.uri !== `aws-service:${via}` && { via }),
    action,
    outcome: details.outcome ?? call.outcome,
    ...(record.errorCode && { code: record.errorCode }),
    disclosed: details.disclosed ?? 'no',
    ...(details.version && { version: details.version }),
    place: placeOf(call),
    ...userAgentOf(call),
    ...(key && { credential: `aws-key:${key}` }),
  }
}

/** An access to one of many: the record does not say which. */
export function scopeAccess(call: Call, store: ScopeStore, action: Action, details: AccessDetails & { prefix?: string } = {}): AccessFact {
  return access(call, scopeOf(store, call.where, details.prefix), action, { ...details, precision: 'candidate' })
}

export function versionFact(call: Call, target: SecretReference, ref: string, change: VersionFact['change'], stage?: string): VersionFact {
  return { fact: 'version', target, ref, change, actor: call.actor, ...(stage && { stage }) }
}

/** The caller's account, the call's region, the address as logged (an IP, `AWS Internal`, a service's host name). */
export function placeOf({ record, where }: Call): Place {
  const ip = record.sourceIPAddress
  return { account: record.userIdentity?.accountId ?? where.account, region: where.region, ...(ip && { ip }) }
}

export function userAgentOf({ record }: Call): { userAgent?: string } {
  return record.userAgent ? { userAgent: record.userAgent.slice(0, userAgentLengthMax).toWellFormed() } : {}
}

/** A role's path is in `sessionIssuer` only; records that know just the session need it. Roles without a path need no naming. */
export function roleNaming(record: CloudTrailRecord): Fact[] {
  const arn = record.userIdentity?.sessionContext?.sessionIssuer?.arn
  return arn ? pathNaming(arn) : []
}

export function pathNaming(roleArn: string): Fact[] {
  const at = roleArn.indexOf(':role/')
  const name = lastPart(roleArn)
  if (at < 0 || roleArn.length === at + ':role/'.length + name.length) return []
  return [{ fact: 'naming', scope: 'aws-role', name: `${roleArn.slice(0, at)}:role/${name}`, means: roleArn }]
}
