import type { Action, Fact, VersionClaim } from '#lib/facts.ts'
import { access, scopeAccess, versionFact, type Call, type Handler } from '../call.ts'
import { deniedTarget } from '../denied-target.ts'
import { policyGrant } from '../grant.ts'
import { parameterFromRequest, type ParameterReference } from '../secret-reference.ts'

export const parameterStore: Record<string, Handler> = {
  GetParameter: read,
  GetParameters: read,
  GetParameterHistory: readHistory,
  GetParametersByPath: readByPath,
  DescribeParameters: (call) => [scopeAccess(call, 'aws-ssm', 'list')],
  PutParameter: put,
  DeleteParameter: on('delete'),
  DeleteParameters: on('delete'),
  LabelParameterVersion: label,
  UnlabelParameterVersion: on('write'),
  PutResourcePolicy: (call) => changePolicy(call, 'grant'),
  DeleteResourcePolicy: (call) => changePolicy(call, 'revoke'),
}

/** Systems Manager has well over a hundred other calls: fleet, sessions, documents, patches. None says anything about a parameter. */
export function isQuietSystemsManagerCall(name: string): boolean {
  return !name.includes('Parameter') || name === 'GetDeployablePatchSnapshotForInstance'
}

/**
 * The parameters that a call names. Left out: AWS's own public ones, and `/aws/reference/secretsmanager/…`, which makes
 * Parameter Store call GetSecretValue (a record of its own) for the caller.
 */
function parametersOf(call: Call): ParameterReference[] {
  const { name, names } = call.request
  const sent = name ? [name] : names?.length ? names : [deniedTarget(call.record.errorMessage) ?? '']
  return [...new Set(sent)].filter((text) => text !== '' && !isPublic(text)).map((text) => parameterFromRequest(text, call.where))
}

function isPublic(name: string): boolean {
  return /^(?:arn:[^:]+:ssm:[^:]*::parameter)?\/?aws\/(?:service|reference)\//.test(name)
}

function namesNothing({ request, record }: Call): boolean {
  return !request.name && !request.names?.length && !deniedTarget(record.errorMessage)
}

/** Whether a value was asked for; a refused call without its request is taken as asking. */
function asksForValue({ record, request }: Call): boolean {
  return record.requestParameters ? request.withDecryption === true : true
}

/** Without decryption a SecureString stays closed. One access per name, invalid names included: the record does not tell them apart. */
function read(call: Call): Fact[] {
  const opened = asksForValue(call)
  const action = opened ? 'read' : 'describe'
  if (namesNothing(call)) return [scopeAccess(call, 'aws-ssm', action)]
  const disclosed = opened && call.outcome === 'success' ? 'yes' : 'no'
  return parametersOf(call).map(({ target, selector }) => access(call, target, action, { disclosed, ...(opened && versionOf(call, selector)) }))
}

/** `name:3` is a version, `name:label` a moving label, a bare name the latest. */
function versionOf(call: Call, selector: string | undefined): { version?: VersionClaim } {
  if (selector && /^\d+$/.test(selector)) return { version: { ref: selector, evidence: 'observed' } }
  return call.outcome === 'success' ? { version: { stage: selector ?? 'latest', evidence: 'inferred' } } : {}
}

/** Gives every version at once, so none in particular. */
function readHistory(call: Call): Fact[] {
  const opened = asksForValue(call)
  const disclosed = opened && call.outcome === 'success' ? 'yes' : 'no'
  if (namesNothing(call)) return [scopeAccess(call, 'aws-ssm', opened ? 'read' : 'describe')]
  return parametersOf(call).map(({ target }) => access(call, target, opened ? 'read' : 'describe', { disclosed }))
}

/** Names a prefix only; the key service's traces tell which parameters below it were opened. */
function readByPath(call: Call): Fact[] {
  const path = call.request.path ?? deniedTarget(call.record.errorMessage) ?? ''
  if (isPublic(`${path}/`)) return []
  const opened = asksForValue(call)
  const disclosed = opened && call.outcome === 'success' ? 'possible' : 'no'
  const prefix = path.replace(/^arn:[^:]+:ssm:[^:]*:[^:]*:parameter/, '')
  return [scopeAccess(call, 'aws-ssm', opened ? 'read' : 'describe', { disclosed, prefix })]
}

/** The response holds the new version as a number. */
function put(call: Call): Fact[] {
  const version = call.response.version
  return parametersOf(call).flatMap(({ target }): Fact[] => {
    if (typeof version !== 'number') return [access(call, target, 'write')]
    const ref = String(version)
    const facts: Fact[] = [access(call, target, 'write', { version: { ref, evidence: 'observed' } })]
    return call.outcome === 'success' ? [...facts, versionFact(call, target, ref, 'created'), versionFact(call, target, ref, 'current', 'latest')] : facts
  })
}

function on(action: Action): Handler {
  return (call) => (namesNothing(call) ? [scopeAccess(call, 'aws-ssm', action)] : parametersOf(call).map(({ target }) => access(call, target, action)))
}

/** A label marks a version as in use under that name; it does not make it the latest. */
function label(call: Call): Fact[] {
  const ref = call.request.parameterVersion
  const labels = typeof ref === 'number' && call.outcome === 'success' ? (call.request.labels ?? []) : []
  const versions = parametersOf(call).flatMap(({ target }) => labels.map((stage) => versionFact(call, target, String(ref), 'enabled', stage)))
  return [...on('write')(call), ...versions]
}

/** Systems Manager shares other things by policy too; only a parameter's counts. */
function changePolicy(call: Call, action: 'grant' | 'revoke'): Fact[] {
  const arn = call.request.resourceArn
  if (!arn || !/:parameter\//.test(arn)) return []
  const { target } = parameterFromRequest(arn, call.where)
  return [access(call, target, action), policyGrant(call, target.uri, action === 'grant' ? 'changed' : 'revoked', call.request.policy)]
}
