import type { Action, Fact, NamingFact, SecretReference, VersionClaim, VersionFact } from '#lib/facts.ts'
import { access, scopeAccess, versionFact, type Call, type Handler } from '../call.ts'
import { deniedTarget } from '../denied-target.ts'
import { policyGrant } from '../grant.ts'
import { exactSecret, secretFromFullArn, secretFromRequest } from '../secret-reference.ts'
import { rotationAbandoned, rotationStarted, rotationSucceeded, versionsDeleted } from './secrets-manager-service-events.ts'

export const secretsManager: Record<string, Handler> = {
  GetSecretValue: read,
  BatchGetSecretValue: batchRead,
  DescribeSecret: on('describe'),
  ListSecretVersionIds: on('describe'),
  GetResourcePolicy: on('describe'),
  ListSecrets: (call) => [scopeAccess(call, 'aws-secretsmanager', 'list')],
  CreateSecret: write,
  PutSecretValue: write,
  UpdateSecret: write,
  UpdateSecretVersionStage: moveStage,
  RotateSecret: rotate,
  DeleteSecret: (call) => on(call.request.forceDeleteWithoutRecovery ? 'destroy' : 'delete')(call),
  RestoreSecret: on('restore'),
  ReplicateSecretToRegions: (call) => replicas(call, 'write', (call.request.addReplicaRegions ?? []).map((replica) => replica.region)),
  RemoveRegionsFromReplication: (call) => replicas(call, 'delete', call.request.removeReplicaRegions ?? []),
  PutResourcePolicy: (call) => changePolicy(call, 'grant'),
  DeleteResourcePolicy: (call) => changePolicy(call, 'revoke'),
  RotationStarted: rotationStarted,
  RotationSucceeded: rotationSucceeded,
  RotationFailed: rotationAbandoned,
  RotationAbandoned: rotationAbandoned,
  EndSecretVersionDelete: versionsDeleted,
}

/** Known to say nothing: tags, policy checks, tests of a rotation, the start of a deletion that another event ends. */
export const secretsManagerQuiet = new Set([
  'TagResource', 'UntagResource', 'ValidateResourcePolicy', 'GetRandomPassword', 'CancelRotateSecret', 'StopReplicationToReplica', 'StartSecretVersionDelete',
  'CancelSecretVersionDelete', 'TestRotationStarted', 'TestRotationSucceeded', 'TestRotationFailed', 'StartSecretDelete', 'EndSecretDelete',
])

/** The response's ARN is full and beats what the request said; a refused call names its target in the message only. */
export function targetOf(call: Call): SecretReference | undefined {
  const proven = secretFromFullArn(call.response.arn ?? call.response.aRN)
  if (proven) return proven
  const sent = call.request.secretId || deniedTarget(call.record.errorMessage)
  return sent ? secretFromRequest(sent, call.where) : undefined
}

function read(call: Call): Fact[] {
  const { versionId, versionStage } = call.request
  const version: VersionClaim = versionId ? { ref: versionId, evidence: 'observed' } : { stage: versionStage || 'AWSCURRENT', evidence: 'inferred' }
  const known = versionId || call.outcome === 'success'
  const disclosed = call.outcome === 'success' ? 'yes' : 'no'
  const target = targetOf(call)
  if (!target) return [scopeAccess(call, 'aws-secretsmanager', 'read', { disclosed })]
  return [access(call, target, 'read', { disclosed, ...(known && { version }) })]
}

/** May be followed by one GetSecretValue per secret, so it never counts as an exact read itself. */
function batchRead(call: Call): Fact[] {
  const disclosed = call.outcome === 'success' ? 'possible' : 'no'
  const ids = [...new Set(call.request.secretIdList ?? [])].filter((id) => id !== '')
  if (ids.length === 0) return [scopeAccess(call, 'aws-secretsmanager', 'read', { disclosed })]
  return ids.map((id) => access(call, secretFromRequest(id, call.where), 'read', { disclosed, precision: 'candidate' }))
}

function on(action: Action): Handler {
  return (call) => {
    const target = targetOf(call)
    return [target ? access(call, target, action) : scopeAccess(call, 'aws-secretsmanager', action), ...nameProof(call)]
  }
}

/** CreateSecret names the secret in `name`; whether UpdateSecret made a version shows only in the response. */
function write(call: Call): Fact[] {
  const { request, response } = call
  const created = call.name === 'CreateSecret' && request.name ? exactSecret(call.where, request.name) : undefined
  const target = secretFromFullArn(response.arn ?? response.aRN) ?? created ?? targetOf(call)
  if (!target) return [scopeAccess(call, 'aws-secretsmanager', 'write')]
  const versionId = response.versionId ?? (call.name === 'UpdateSecret' ? undefined : request.clientRequestToken)
  const facts: Fact[] = [access(call, target, 'write', versionId ? { version: { ref: versionId, evidence: 'observed' } } : {}), ...nameProof(call)]
  return versionId && call.outcome === 'success' ? [...facts, ...newVersion(call, target, versionId)] : facts
}

function newVersion(call: Call, target: SecretReference, ref: string): VersionFact[] {
  const stages = call.request.versionStages?.length ? call.request.versionStages : ['AWSCURRENT']
  return [versionFact(call, target, ref, 'created'), ...stages.flatMap((stage) => stageFact(call, target, ref, stage))]
}

/** A custom stage says that the version is in use, not that it is the current one. */
const changeOfStage: Record<string, VersionFact['change']> = { AWSCURRENT: 'current', AWSPREVIOUS: 'previous', AWSPENDING: 'pending' }

function stageFact(call: Call, target: SecretReference, ref: string, stage: string): VersionFact {
  return versionFact(call, target, ref, Object.hasOwn(changeOfStage, stage) ? (changeOfStage[stage] ?? 'enabled') : 'enabled', stage)
}

/** Moving AWSCURRENT away from a version makes the store put AWSPREVIOUS on it. */
function moveStage(call: Call): Fact[] {
  const { versionStage, moveToVersionId, removeFromVersionId } = call.request
  const target = targetOf(call)
  if (!target) return [scopeAccess(call, 'aws-secretsmanager', 'write')]
  const facts: Fact[] = [access(call, target, 'write'), ...nameProof(call)]
  if (call.outcome !== 'success' || !versionStage) return facts
  if (moveToVersionId) facts.push(stageFact(call, target, moveToVersionId, versionStage))
  if (moveToVersionId && removeFromVersionId && versionStage === 'AWSCURRENT') facts.push(versionFact(call, target, removeFromVersionId, 'previous', 'AWSPREVIOUS'))
  if (!moveToVersionId && removeFromVersionId && versionStage === 'AWSPREVIOUS') facts.push(versionFact(call, target, removeFromVersionId, 'deprecated', versionStage))
  return facts
}

/** Starts a rotation: the version that will come of it is known, its end is a service event. */
function rotate(call: Call): Fact[] {
  const target = targetOf(call)
  if (!target) return [scopeAccess(call, 'aws-secretsmanager', 'rotate')]
  const ref = call.response.versionId ?? call.request.clientRequestToken
  const facts: Fact[] = [access(call, target, 'rotate', ref ? { version: { ref, evidence: 'observed' } } : {}), ...nameProof(call)]
  return ref && call.outcome === 'success' ? [...facts, versionFact(call, target, ref, 'pending', 'AWSPENDING')] : facts
}

/** A replica has the secret's name in another region; its value was written there. */
function replicas(call: Call, action: Action, regions: (string | null | undefined)[]): Fact[] {
  const source = targetOf(call)
  if (!source) return [scopeAccess(call, 'aws-secretsmanager', action)]
  const name = source.uri.split('/').slice(4).join('/')
  const account = source.uri.split('/')[2] ?? call.where.account
  const copies = regions.flatMap((region) => (region ? [{ ...exactSecret({ account, region }, name), form: source.form }] : []))
  return [...copies.map((copy) => access(call, copy, action)), ...nameProof(call)]
}

function changePolicy(call: Call, action: 'grant' | 'revoke'): Fact[] {
  const target = targetOf(call)
  if (!target) return [scopeAccess(call, 'aws-secretsmanager', action)]
  return [access(call, target, action), policyGrant(call, target.uri, action === 'grant' ? 'changed' : 'revoked', call.request.resourcePolicy), ...nameProof(call)]
}

/** The store's own answer proves where the name ends; reads have no answer, so they prove nothing. */
function nameProof(call: Call): NamingFact[] {
  const proven = secretFromFullArn(call.response.arn ?? call.response.aRN)
  return proven ? [{ fact: 'naming', scope: 'aws-secret', name: proven.uri, means: proven.uri }] : []
}
