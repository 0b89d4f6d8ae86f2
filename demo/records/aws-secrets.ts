import type { AwsSecret, Parameter } from '../secrets.ts'
import { accounts, homeRegion, type AccountName } from '../organisation.ts'
import type { Random } from '../random.ts'
import type { Scene } from '../scene.ts'
import { awsTime, logAwsCall, type AwsCall, type AwsCaller } from './cloudtrail.ts'

export function secretArn(secret: AwsSecret, region: string = homeRegion): string {
  return `arn:aws:secretsmanager:${region}:${accounts[secret.account]}:secret:${secret.name}-${secret.suffix}`
}

export function parameterArn(parameter: Parameter): string {
  return `arn:aws:ssm:${homeRegion}:${accounts[parameter.account]}:parameter${parameter.name}`
}

export function keyArn(random: Random, account: AccountName, purpose: string, region: string = homeRegion): string {
  return `arn:aws:kms:${region}:${accounts[account]}:key/${random.fixed(`key ${account} ${purpose}`).uuid()}`
}

export type ReadOptions = {
  region?: string
  /** An explicit version, or a stage other than the current one. */
  versionId?: string
  stage?: string
  error?: AwsCall['error']
  /** The secret's value is in the client's own account. */
  byName?: boolean
}

/** GetSecretValue and, when it succeeds, the Decrypt that Secrets Manager does for the caller: another request, without the caller's key. */
export function readSecret(scene: Scene, at: number, caller: AwsCaller, secret: AwsSecret, options: ReadOptions = {}): void {
  const region = options.region ?? homeRegion
  const crossAccount = caller.account !== secret.account
  const secretId = options.byName && !crossAccount ? secret.name : secretArn(secret, region)
  const request = { secretId, ...(options.versionId && { versionId: options.versionId }), ...(options.stage && { versionStage: options.stage }) }
  const shared = crossAccount ? { sharedEventID: scene.random.uuid() } : {}
  logAwsCall(scene, at, caller, { region, service: 'secretsmanager', event: 'GetSecretValue', request, error: options.error, extra: shared })
  scene.logs.count(at)
  if (crossAccount) logOwnersCopy(scene, at, caller, secret, { request, error: options.error, extra: shared })
  if (options.error) return
  const version = options.versionId ?? (options.stage === 'AWSPREVIOUS' ? scene.versions.before(secret.key, at) : scene.versions.at(secret.key, at))
  logDecrypt(scene, at, caller, 'secretsmanager', keyArn(scene.random, secret.account, 'secrets', region), {
    SecretARN: secretArn(secret, region),
    SecretVersionId: version,
  }, region)
}

/** The account that owns the secret sees only which account called. */
function logOwnersCopy(scene: Scene, at: number, caller: AwsCaller, secret: AwsSecret, call: Partial<AwsCall>): void {
  const identity = { type: 'AWSAccount', principalId: caller.identity['principalId'], accountId: accounts[caller.account] }
  logAwsCall(scene, at, { ...caller, identity }, { ...call, account: secret.account, region: homeRegion, service: 'secretsmanager', event: 'GetSecretValue' })
}

function logDecrypt(scene: Scene, at: number, caller: AwsCaller, service: string, key: string, context: object, region: string): void {
  const host = `${service}.amazonaws.com`
  const identity = { ...caller.identity, accessKeyId: `ASIA${scene.random.key(16)}`, invokedBy: host }
  logAwsCall(scene, at + scene.random.int(0, 900), { account: caller.account, identity, ip: host, userAgent: host }, {
    region,
    service: 'kms',
    event: 'Decrypt',
    request: { encryptionAlgorithm: 'SYMMETRIC_DEFAULT', encryptionContext: context },
    extra: { resources: [{ accountId: accounts[caller.account], type: 'AWS::KMS::Key', ARN: key }], tlsDetails: undefined },
  })
}

export function readParameter(scene: Scene, at: number, caller: AwsCaller, parameter: Parameter): void {
  logAwsCall(scene, at, caller, {
    region: homeRegion,
    service: 'ssm',
    event: 'GetParameter',
    request: { name: parameter.name, withDecryption: true },
    extra: { resources: [{ accountId: accounts[parameter.account], ARN: parameterArn(parameter) }] },
  })
  scene.logs.count(at)
  logParameterDecrypt(scene, at, caller, parameter)
}

function logParameterDecrypt(scene: Scene, at: number, caller: AwsCaller, parameter: Parameter): void {
  logDecrypt(scene, at, caller, 'ssm', keyArn(scene.random, parameter.account, 'parameters'), { PARAMETER_ARN: parameterArn(parameter) }, homeRegion)
}

/** The call names only the prefix; the Decrypts name the parameters. */
export function readParametersByPath(scene: Scene, at: number, caller: AwsCaller, path: string, parameters: readonly Parameter[]): void {
  logAwsCall(scene, at, caller, {
    region: homeRegion,
    service: 'ssm',
    event: 'GetParametersByPath',
    request: { path, recursive: true, withDecryption: true },
  })
  scene.logs.count(at)
  for (const parameter of parameters) {
    logParameterDecrypt(scene, at, caller, parameter)
    scene.logs.count(at)
  }
}

/** How a SOPS file is opened: the caller's own Decrypt, with no secret in its context. */
export function decryptFile(scene: Scene, at: number, caller: AwsCaller): void {
  const key = keyArn(scene.random, 'platform', 'sops')
  logAwsCall(scene, at, caller, {
    region: homeRegion,
    service: 'kms',
    event: 'Decrypt',
    request: { keyId: key, encryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
    extra: { resources: [{ accountId: accounts.platform, type: 'AWS::KMS::Key', ARN: key }] },
  })
  scene.logs.count(at)
}

/** Anything else on one secret: DescribeSecret, DeleteSecret, RotateSecret… */
export function touchSecret(scene: Scene, at: number, caller: AwsCaller, secret: AwsSecret, event: string, parts: Partial<AwsCall> & { parameters?: object } = {}): void {
  const { parameters, ...call } = parts
  logAwsCall(scene, at, caller, { region: homeRegion, service: 'secretsmanager', event, request: { secretId: secretArn(secret), ...parameters }, ...call })
  scene.logs.count(at)
}

/** Listing names: a look around, no values. */
export function listSecrets(scene: Scene, at: number, caller: AwsCaller, region: string = homeRegion): void {
  logAwsCall(scene, at, caller, { region, service: 'secretsmanager', event: 'ListSecrets', request: { maxResults: 100 } })
  scene.logs.count(at)
}

export function writeParameter(scene: Scene, at: number, caller: AwsCaller, parameter: Parameter, version: number): void {
  logAwsCall(scene, at, caller, {
    region: homeRegion,
    service: 'ssm',
    event: 'PutParameter',
    writes: true,
    request: { name: parameter.name, value: 'HIDDEN_DUE_TO_SECURITY_REASONS', type: 'SecureString', overwrite: true },
    response: { version, tier: 'Standard' },
    extra: { resources: [{ accountId: accounts[parameter.account], ARN: parameterArn(parameter) }] },
  })
  scene.logs.count(at)
}

/** What Secrets Manager itself reports of a rotation or deletion. */
export function logServiceEvent(scene: Scene, at: number, secret: AwsSecret, event: string, requestId?: string): void {
  const host = 'secretsmanager.amazonaws.com'
  scene.logs.aws(secret.account, homeRegion, at, {
    eventVersion: '1.11',
    userIdentity: { accountId: accounts[secret.account], invokedBy: host },
    eventTime: awsTime(at),
    eventSource: host,
    eventName: event,
    awsRegion: homeRegion,
    sourceIPAddress: host,
    userAgent: host,
    requestParameters: null,
    responseElements: null,
    additionalEventData: { SecretId: secretArn(secret) },
    ...(requestId && { requestID: requestId }),
    eventID: scene.random.uuid(),
    readOnly: false,
    eventType: 'AwsServiceEvent',
    managementEvent: true,
    recipientAccountId: accounts[secret.account],
    eventCategory: 'Management',
  })
}
