import type { AccountName } from '../organisation.ts'
import { accounts, company } from '../organisation.ts'
import type { Random } from '../random.ts'
import type { Scene } from '../scene.ts'

/** Who calls, as CloudTrail writes it: built once per session, shared by its records. */
export type AwsCaller = {
  account: AccountName
  identity: Record<string, unknown>
  ip: string
  userAgent: string
  /** Calls stay inside the network. */
  vpcEndpoint?: string
}

export type AwsCall = {
  region: string
  /** `secretsmanager` */
  service: string
  event: string
  request?: object | null
  response?: object | null
  /** Adds to or replaces what every record has. */
  extra?: object
  error?: { code: string; message: string }
  writes?: boolean
  /** Where it is logged, when that is not the caller's own account. */
  account?: AccountName
}

/** Whole seconds, as the store writes them. */
export function awsTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Nov 1, 2026, 1:02:12 AM`: how STS prints expirations. */
export function awsExpiration(at: number): string {
  const time = new Date(at)
  const hour = time.getUTCHours()
  const clock = [hour % 12 || 12, twoDigits(time.getUTCMinutes()), twoDigits(time.getUTCSeconds())].join(':')
  return `${months[time.getUTCMonth()]} ${time.getUTCDate()}, ${time.getUTCFullYear()}, ${clock} ${hour < 12 ? 'AM' : 'PM'}`
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0')
}

export function logAwsCall(scene: Scene, at: number, caller: AwsCaller, call: AwsCall): void {
  const account = call.account ?? caller.account
  const host = `${call.service}.${call.region}.amazonaws.com`
  scene.logs.aws(account, call.region, at, {
    eventVersion: '1.11',
    userIdentity: caller.identity,
    eventTime: awsTime(at),
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.event,
    awsRegion: call.region,
    sourceIPAddress: caller.ip,
    userAgent: caller.userAgent,
    ...(call.error && { errorCode: call.error.code, errorMessage: call.error.message }),
    requestParameters: call.request ?? null,
    responseElements: call.response ?? null,
    requestID: scene.random.uuid(),
    eventID: scene.random.uuid(),
    readOnly: !call.writes,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: accounts[account],
    ...(caller.vpcEndpoint && { vpcEndpointId: caller.vpcEndpoint, vpcEndpointAccountId: accounts[account] }),
    eventCategory: 'Management',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: host },
    ...call.extra,
  })
}

export type Role = { account: AccountName; name: string; path?: string }

export function roleArn(role: Role): string {
  return `arn:aws:iam::${accounts[role.account]}:role${role.path ?? '/'}${role.name}`
}

export type RoleSession = AwsCaller & { accessKeyId: string; sessionArn: string; assumedRoleId: string; role: Role; sessionName: string; issuedAt: number }

type SessionParts = {
  role: Role
  sessionName: string
  at: number
  ip: string
  userAgent: string
  vpcEndpoint?: string
  /** ARN of the OpenID Connect provider behind a web identity. */
  provider?: string
  mfa?: boolean
}

export function roleSession(random: Random, parts: SessionParts): RoleSession {
  const { role, sessionName } = parts
  const roleId = `AROA${random.fixed(`role ${roleArn(role)}`).key(17)}`
  const accessKeyId = `ASIA${random.key(16)}`
  const sessionArn = `arn:aws:sts::${accounts[role.account]}:assumed-role/${role.name}/${sessionName}`
  return {
    account: role.account,
    role,
    sessionName,
    accessKeyId,
    sessionArn,
    assumedRoleId: `${roleId}:${sessionName}`,
    issuedAt: parts.at,
    ip: parts.ip,
    userAgent: parts.userAgent,
    vpcEndpoint: parts.vpcEndpoint,
    identity: {
      type: 'AssumedRole',
      principalId: `${roleId}:${sessionName}`,
      arn: sessionArn,
      accountId: accounts[role.account],
      accessKeyId,
      sessionContext: {
        sessionIssuer: { type: 'Role', principalId: roleId, arn: roleArn(role), accountId: accounts[role.account], userName: role.name },
        ...(parts.provider && { webIdFederationData: { federatedProvider: parts.provider, attributes: {} } }),
        attributes: { creationDate: awsTime(parts.at), mfaAuthenticated: String(parts.mfa ?? false) },
      },
    },
  }
}

/** A long-lived access key of an IAM user. */
export function iamUser(random: Random, account: AccountName, name: string, key: string, ip: string, userAgent: string): AwsCaller {
  const own = random.fixed(`user ${account} ${name}`)
  return {
    account,
    ip,
    userAgent,
    identity: {
      type: 'IAMUser',
      principalId: `AIDA${own.key(17)}`,
      arn: `arn:aws:iam::${accounts[account]}:user/${name}`,
      accountId: accounts[account],
      accessKeyId: iamUserKey(random, name, key),
      userName: name,
    },
  }
}

export function iamUserKey(random: Random, name: string, key: string): string {
  return `AKIA${random.fixed(`key ${name} ${key}`).key(16)}`
}

/** Answers of STS carry a live credential; an invented one stands for it here. */
function credentials(random: Random, session: RoleSession, seconds: number): object {
  return {
    accessKeyId: session.accessKeyId,
    sessionToken: `IQoJb3JpZ2luX2VjE${random.key(24)}`,
    expiration: awsExpiration(session.issuedAt + seconds * 1000),
  }
}

function issued(scene: Scene, session: RoleSession, seconds: number): object {
  return {
    credentials: credentials(scene.random, session, seconds),
    assumedRoleUser: { assumedRoleId: session.assumedRoleId, arn: session.sessionArn },
  }
}

function roleResource(role: Role): object[] {
  return [{ accountId: accounts[role.account], type: 'AWS::IAM::Role', ARN: roleArn(role) }]
}

/** A service account's or a workflow's token becomes a role session. `subject` is what the token says. */
export function logWebIdentity(scene: Scene, region: string, session: RoleSession, provider: string, subject: string, seconds = 3600): void {
  const identity = { type: 'WebIdentityUser', principalId: `${provider}:sts.amazonaws.com:${subject}`, userName: subject, identityProvider: provider }
  logAwsCall(scene, session.issuedAt, { ...session, identity, vpcEndpoint: undefined }, {
    region,
    service: 'sts',
    event: 'AssumeRoleWithWebIdentity',
    request: { roleArn: roleArn(session.role), roleSessionName: session.sessionName, durationSeconds: seconds },
    response: { ...issued(scene, session, seconds), subjectFromWebIdentityToken: subject, provider, audience: 'sts.amazonaws.com' },
    extra: { resources: roleResource(session.role) },
  })
}

/** A person comes in through the company's identity provider. */
export function logSingleSignOn(scene: Scene, region: string, session: RoleSession, email: string, seconds = 28_800): void {
  const identity = { type: 'SAMLUser', principalId: `k3Xw9QbT4nLr:${email}`, userName: email, identityProvider: 'k3Xw9QbT4nLr' }
  logAwsCall(scene, session.issuedAt, { ...session, identity }, {
    region,
    service: 'sts',
    event: 'AssumeRoleWithSAML',
    request: {
      sAMLAssertionID: `_${scene.random.uuid()}`,
      roleSessionName: email,
      roleArn: roleArn(session.role),
      principalArn: `arn:aws:iam::${accounts[session.account]}:saml-provider/${company.name}`,
      durationSeconds: seconds,
    },
    response: {
      ...issued(scene, session, seconds),
      subject: email,
      subjectType: 'emailAddress',
      issuer: `https://sso.${company.domain}/saml`,
      audience: 'https://signin.aws.amazon.com/saml',
    },
    extra: { resources: roleResource(session.role) },
  })
}

/** A service (Lambda, EC2, ECS) takes the role it was configured with. */
export function logServiceAssumesRole(scene: Scene, region: string, session: RoleSession, host: string, seconds = 21_600): void {
  const caller = { account: session.account, identity: { type: 'AWSService', invokedBy: host }, ip: host, userAgent: host }
  logAwsCall(scene, session.issuedAt, caller, {
    region,
    service: 'sts',
    event: 'AssumeRole',
    request: { roleArn: roleArn(session.role), roleSessionName: session.sessionName, durationSeconds: seconds },
    response: issued(scene, session, seconds),
    extra: { resources: roleResource(session.role), tlsDetails: undefined },
  })
}
