import type { Action, Fact, SecretReference, TraceFact } from '#lib/facts.ts'
import { access, placeOf, scopeAccess, userAgentOf, type Call, type Handler } from '../call.ts'
import { deniedTarget } from '../denied-target.ts'
import { grant, policyGrant } from '../grant.ts'
import { isKeyArn, keyFromRequest, parameterFromArn, secretFromFullArn } from '../secret-reference.ts'

export const kms: Record<string, Handler> = {
  Decrypt: decrypt,
  ScheduleKeyDeletion: on('delete'),
  CancelKeyDeletion: on('restore'),
  DeleteKey: on('destroy'),
  DisableKey: on('disable'),
  EnableKey: on('enable'),
  DeleteImportedKeyMaterial: on('disable'),
  DeleteExpiredKeyMaterial: on('disable'),
  PutKeyPolicy: (call) => changeGrant(call, 'changed'),
  CreateGrant: (call) => changeGrant(call, 'granted'),
  RevokeGrant: (call) => changeGrant(call, 'revoked'),
  RetireGrant: (call) => changeGrant(call, 'revoked'),
  CreateAlias: nameAlias,
  UpdateAlias: nameAlias,
}

/** Encrypting, signing and looking at keys opens nothing; a re-encrypted text stays closed. */
export const kmsQuiet = new Set([
  'ConnectCustomKeyStore', 'CreateCustomKeyStore', 'CreateKey', 'DeleteAlias', 'DeleteCustomKeyStore', 'DeriveSharedSecret',
  'DescribeCustomKeyStores', 'DescribeKey', 'DisableKeyRotation', 'DisconnectCustomKeyStore', 'EnableKeyRotation', 'Encrypt', 'GenerateDataKey',
  'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext', 'GenerateDataKeyWithoutPlaintext', 'GenerateMac', 'GenerateRandom', 'GetKeyPolicy',
  'GetKeyRotationStatus', 'GetParametersForImport', 'GetPublicKey', 'ImportKeyMaterial', 'ListAliases', 'ListGrants', 'ListKeyPolicies',
  'ListKeyRotations', 'ListKeys', 'ListResourceTags', 'ListRetirableGrants', 'ReEncrypt', 'ReplicateKey', 'RotateKey', 'RotateKeyOnDemand', 'Sign',
  'SynchronizeMultiRegionKey', 'TagResource', 'UntagResource', 'UpdateCustomKeyStore', 'UpdateKeyDescription', 'UpdatePrimaryRegion', 'Verify', 'VerifyMac',
])

/** Who may decrypt for a caller without the caller having made that call. */
const storeService = /^(?:(?:secretsmanager|ssm)(?:\.[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?|AWS Internal|internal\.amazonaws\.com)$/

/**
 * A Decrypt that Secrets Manager or Parameter Store makes for the caller is a trace of the read. The encryption context alone is no proof:
 * whoever may use the key can write any context, so a call that the caller made directly is a decrypt on the key.
 */
function decrypt(call: Call): Fact[] {
  const context = call.request.encryptionContext
  const forwarded = storeService.test(call.record.userIdentity?.invokedBy ?? '') || storeService.test(call.record.sourceIPAddress ?? '')
  if (!forwarded || (!context?.SecretARN && !context?.PARAMETER_ARN)) return [onKey(call, 'decrypt', call.outcome === 'success')]
  if (call.outcome !== 'success' || context.SecretVersionId === 'RequestToValidateKeyAccess') return []
  const secret = secretFromFullArn(context.SecretARN)
  if (secret) return [trace(call, secret, false, context.SecretVersionId)]
  const parameter = context.PARAMETER_ARN ? parameterFromArn(context.PARAMETER_ARN) : undefined
  return parameter ? [trace(call, parameter, true, undefined)] : []
}

function trace(call: Call, target: SecretReference, standsAlone: boolean, ref: string | null | undefined): TraceFact {
  return {
    fact: 'trace',
    target,
    actor: call.actor,
    ...(call.subject && { subject: call.subject }),
    ...(ref && { version: { ref, evidence: 'observed' } }),
    standsAlone,
    place: placeOf(call),
    ...userAgentOf(call),
  }
}

/** The record's own list of resources has the key's ARN even where the request has an alias or nothing. */
function keyOf(call: Call): SecretReference | undefined {
  const listed = call.record.resources?.find((resource) => isKeyArn(resource.ARN))?.ARN
  const sent = listed ?? call.request.keyId ?? deniedTarget(call.record.errorMessage)
  return sent ? keyFromRequest(sent, call.where) : undefined
}

function onKey(call: Call, action: Action, disclosed = false): Fact {
  const target = keyOf(call)
  const details = { disclosed: disclosed ? 'yes' : 'no' } as const
  return target ? access(call, target, action, details) : scopeAccess(call, 'aws-kms', action, details)
}

function on(action: Action): Handler {
  return (call) => [onKey(call, action)]
}

function changeGrant(call: Call, change: 'granted' | 'revoked' | 'changed'): Fact[] {
  const target = keyOf(call)
  const action = change === 'revoked' ? 'revoke' : 'grant'
  if (!target) return [scopeAccess(call, 'aws-kms', action)]
  const { granteePrincipal, policy } = call.request
  const fact = change === 'changed' ? policyGrant(call, target.uri, change, policy) : grant(call, target.uri, change, granteePrincipal ? [granteePrincipal] : [])
  return [access(call, target, action), fact]
}

function nameAlias(call: Call): Fact[] {
  const { aliasName, targetKeyId } = call.request
  if (call.outcome !== 'success' || !aliasName?.startsWith('alias/') || !targetKeyId) return []
  const id = targetKeyId.slice(targetKeyId.lastIndexOf('/') + 1)
  return [{ fact: 'naming', scope: 'aws-kms-alias', name: `${call.where.account}/${call.where.region}/${aliasName}`, means: id }]
}
