import type { IdentityReference } from '#lib/facts.ts'
import { isEmail, isSsoRole, kindOfOidc, kindOfRole, kindOfUser } from './identity-kind.ts'
import type { UserIdentity } from './schema.ts'

type Known = NonNullable<UserIdentity>
const sessionArn = /^arn:([^:]+):sts::([^:]*):assumed-role\/([^/]+)\/?(.*)$/s

/** Who called. Dispatches on the shape of the ARNs before `type`: service-made records say IAMUser beside an assumed-role ARN. */
export function actorOf(identity: UserIdentity): IdentityReference {
  if (!identity) return unknownActor
  const issuer = identity.sessionContext?.sessionIssuer?.arn
  if (issuer?.includes(':role/')) return roleActor(identity, issuer)
  const session = identity.arn ? sessionArn.exec(identity.arn) : null
  if (session) return sessionActor(session, identity)
  if (issuer && (issuer.includes(':user/') || issuer.endsWith(':root'))) return userFromArn(issuer)
  if (identity.arn?.startsWith('arn:')) return userFromArn(identity.arn)
  return actorByType(identity)
}

const unknownActor: IdentityReference = { uri: 'aws-account:unknown', form: 'exact', kind: 'unknown', displayName: 'unknown caller' }

/** The role with its path. */
function roleActor(identity: Known, issuer: string): IdentityReference {
  const provider = identity.sessionContext?.webIdFederationData?.federatedProvider ?? ''
  return roleFromArn(issuer, sessionNameOf(identity) ?? '', provider)
}

/** Only the session's ARN is known, and that has no path. */
function sessionActor(session: RegExpExecArray, identity: Known): IdentityReference {
  const [, partition, account, name = '', sessionName = ''] = session
  const provider = identity.sessionContext?.webIdFederationData?.federatedProvider ?? ''
  return { uri: `arn:${partition}:iam::${account}:role/${name}`, form: 'aws-role-name', kind: kindOfRole('', name, sessionName, provider), displayName: name }
}

function actorByType(identity: Known): IdentityReference {
  const { type, userName, accountId, invokedBy } = identity
  if (type === 'WebIdentityUser') return oidcActor(identity.identityProvider ?? '', userName ?? '')
  if (type === 'SAMLUser' && userName) return person(userName)
  const onBehalfOf = identity.onBehalfOf?.userId
  if (type === 'IdentityCenterUser' && onBehalfOf) return identityCenterUser(onBehalfOf)
  if (type === 'Root' && accountId) return userFromArn(`arn:aws:iam::${accountId}:root`)
  if (type === 'IAMUser' && accountId && userName) return userFromArn(`arn:aws:iam::${accountId}:user/${userName}`)
  if (invokedBy) return { uri: `aws-service:${invokedBy}`, form: 'exact', kind: 'service', displayName: invokedBy }
  if (accountId) return { uri: `aws-account:${accountId}`, form: 'exact', kind: 'unknown', displayName: `account ${accountId}` }
  return unknownActor
}

export function roleFromArn(arn: string, sessionName = '', provider = ''): IdentityReference {
  const name = lastPart(arn)
  return { uri: arn, form: 'exact', kind: kindOfRole(arn, name, sessionName, provider), displayName: name }
}

/** A role that a request names without its path. */
export function roleFromName(partition: string, account: string, name: string): IdentityReference {
  return { uri: `arn:${partition}:iam::${account}:role/${name}`, form: 'aws-role-name', kind: kindOfRole('', name, '', ''), displayName: name }
}

/** Users, root and federated users. */
export function userFromArn(arn: string): IdentityReference {
  if (arn.endsWith(':root')) return { uri: arn, form: 'exact', kind: 'human', displayName: `root of ${arn.split(':')[4] ?? ''}` }
  const name = lastPart(arn)
  return { uri: arn, form: 'exact', kind: kindOfUser(name), displayName: name }
}

/** `oidc:<issuer>:<subject>`; an EKS issuer keeps its path, which is what tells the clusters apart. */
export function oidcActor(provider: string, subject: string): IdentityReference {
  const issuer = provider.replace(/^.*:oidc-provider\//, '').replace(/^https?:\/\//, '')
  return { uri: `oidc:${issuer}:${subject}`, form: 'exact', kind: kindOfOidc(issuer, subject), displayName: subject }
}

export function person(name: string): IdentityReference {
  return { uri: `user:${name}`, form: 'exact', kind: 'human', displayName: name }
}

function identityCenterUser(userId: string): IdentityReference {
  return { uri: `arn:aws:identitystore:::user/${userId}`, form: 'exact', kind: 'human', displayName: userId }
}

/**
 * The person behind the session, when the record itself proves one: the source identity (it cannot be changed along a role chain), the session
 * name of an Identity Center role (the service sets it), or the Identity Center user acted for. Other session names are the caller's free choice.
 */
export function subjectOf(identity: UserIdentity): IdentityReference | undefined {
  if (!identity) return undefined
  const behind = identity.onBehalfOf?.userId
  const issuer = identity.sessionContext?.sessionIssuer?.arn
  const session = sessionNameOf(identity)
  if (session && isSsoRole(lastPart(issuer ?? '') || (sessionArn.exec(identity.arn ?? '')?.[3] ?? ''))) {
    return behind ? { ...person(session), aliases: [identityCenterUser(behind).uri] } : person(session)
  }
  const source = identity.sessionContext?.sourceIdentity
  if (source) return { ...person(source), kind: isEmail(source) ? 'human' : 'unknown' }
  return behind && identity.type !== 'IdentityCenterUser' ? identityCenterUser(behind) : undefined
}

export function sessionNameOf(identity: UserIdentity): string | undefined {
  const session = identity?.arn ? sessionArn.exec(identity.arn) : null
  return session?.[4] || undefined
}

export function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}
