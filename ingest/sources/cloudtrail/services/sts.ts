import type { Fact, IdentityReference, SessionFact } from '#lib/facts.ts'
import { pathNaming, type Call, type Handler } from '../call.ts'
import { parseResponseDate } from '../response-date.ts'
import { lastPart, oidcActor, person, roleFromArn, roleFromName } from '../identity.ts'

export const sts: Record<string, Handler> = {
  AssumeRole: assumeRole,
  AssumeRoleWithSAML: assumeRoleWithSaml,
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
  AssumeRoot: assumeRoot,
  GetSessionToken: ownSession,
  GetFederationToken: ownSession,
}
export const eksAuth: Record<string, Handler> = { AssumeRoleForPodIdentity: assumeRoleForPod }

export const stsQuiet = new Set(['GetCallerIdentity', 'DecodeAuthorizationMessage', 'GetAccessKeyInfo', 'GetServiceBearerToken', 'GetWebIdentityToken', 'GetDelegatedAccessToken'])

type Session = { identity: IdentityReference | undefined; subject?: IdentityReference | undefined; details?: Record<string, string | null | undefined> }

/** One session fact per issued key; a refused call issues none. */
function session(call: Call, { identity, subject, details = {} }: Session): Fact[] {
  const key = call.response.credentials?.accessKeyId
  if (call.outcome !== 'success' || !key || !identity) return []
  const known = Object.fromEntries(Object.entries(details).filter((entry): entry is [string, string] => Boolean(entry[1])))
  const expiresAt = parseResponseDate(call.response.credentials?.expiration)
  const name = sessionName(call)
  const fact: SessionFact = {
    fact: 'session',
    credential: `aws-key:${key}`,
    method: call.name,
    identity,
    ...(subject && subject.uri !== identity.uri && { subject }),
    ...(name && { sessionName: name }),
    ...(expiresAt && { expiresAt }),
    ...(Object.keys(known).length > 0 && { details: known }),
  }
  return [fact, ...(identity.form === 'exact' ? pathNaming(identity.uri) : [])]
}

function sessionName({ request, response }: Call): string | undefined {
  const issued = response.assumedRoleUser?.arn ?? response.federatedUser?.arn
  return request.roleSessionName ?? (issued ? lastPart(issued) : (request.name ?? undefined))
}

/** The request names the role with its path; the issued session does not. */
function roleOf({ request, response }: Call, provider = ''): IdentityReference | undefined {
  if (request.roleArn?.includes(':role/')) return roleFromArn(request.roleArn, request.roleSessionName ?? '', provider)
  const [, , , , account, rest] = response.assumedRoleUser?.arn?.split(':') ?? []
  const name = rest?.split('/')[1]
  return account && name ? roleFromName(response.assumedRoleUser?.arn?.split(':')[1] ?? 'aws', account, name) : undefined
}

/** Issued to the person behind the caller, else to the caller. A service takes the role for something else: its name is a detail, not a holder. */
function assumeRole(call: Call): Fact[] {
  const { request, actor } = call
  const pod = podOf(call)
  const service = actor.uri.startsWith('aws-service:') ? actor.displayName : undefined
  const source = request.sourceIdentity ? person(request.sourceIdentity) : undefined
  const subject = pod.subject ?? source ?? call.subject ?? (service ? undefined : actor)
  return session(call, { identity: roleOf(call), subject, details: { service, sourceIdentity: request.sourceIdentity, ...pod.details } })
}

/** EKS writes the pod into the session's tags. */
function podOf({ request }: Call): Session & { identity: undefined } {
  const tags = new Map((request.tags ?? []).map((tag) => [tag.key, tag.value]))
  const cluster = tags.get('eks-cluster-name')
  const namespace = tags.get('kubernetes-namespace')
  const serviceAccount = tags.get('kubernetes-service-account')
  const subject = cluster && namespace && serviceAccount ? serviceAccountOf(cluster, namespace, serviceAccount) : undefined
  const clusterArn = tags.get('eks-cluster-arn')
  return { identity: undefined, subject, details: { cluster, clusterArn, namespace, serviceAccount, pod: tags.get('kubernetes-pod-name') } }
}

function serviceAccountOf(cluster: string, namespace: string, name: string): IdentityReference {
  return { uri: `kubernetes:${cluster}:system:serviceaccount:${namespace}:${name}`, form: 'exact', kind: 'workload', displayName: `${namespace}/${name}` }
}

/** The node's agent asks for a pod's credentials. */
function assumeRoleForPod(call: Call): Fact[] {
  const { clusterName } = call.request
  const pod = call.response.subject
  const named = typeof pod === 'object' && pod !== null ? pod : {}
  const { namespace, serviceAccount } = named
  const subject = clusterName && namespace && serviceAccount ? serviceAccountOf(clusterName, namespace, serviceAccount) : undefined
  return session(call, { identity: roleOf(call), subject, details: { cluster: clusterName, namespace, serviceAccount } })
}

function assumeRoleWithSaml(call: Call): Fact[] {
  const answered = typeof call.response.subject === 'string' ? call.response.subject : undefined
  const name = call.record.userIdentity?.userName || answered || call.request.roleSessionName
  return session(call, { identity: roleOf(call), subject: name ? person(name) : undefined, details: { issuer: call.response.issuer } })
}

/** IRSA, GitHub and other OIDC issuers. The provider decides who the subject is, so it belongs to the name. */
function assumeRoleWithWebIdentity(call: Call): Fact[] {
  const identity = call.record.userIdentity
  const provider = call.response.provider ?? identity?.identityProvider ?? ''
  const name = call.response.subjectFromWebIdentityToken ?? identity?.userName ?? ''
  const [, , namespace, serviceAccount] = name.startsWith('system:serviceaccount:') ? name.split(':') : []
  const repository = /^repo:([^:]+)/.exec(name)?.[1]
  const subject = provider && name ? oidcActor(provider, name) : undefined
  const issuer = subject ? provider.replace(/^.*:oidc-provider\//, '') : undefined
  return session(call, { identity: roleOf(call, provider), subject, details: { issuer, namespace, serviceAccount, repository } })
}

function assumeRoot(call: Call): Fact[] {
  const account = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(call.request.targetPrincipal ?? '')?.[1]
  const uri = `arn:${call.partition}:iam::${account}:root`
  const identity: IdentityReference = { uri, form: 'exact', kind: 'human', displayName: `root of ${account}` }
  return session(call, { identity: account ? identity : undefined, subject: call.subject ?? call.actor })
}

/** A user's own rights under a temporary key; what uses it is logged with the user behind it. */
function ownSession(call: Call): Fact[] {
  return session(call, { identity: call.actor, subject: call.subject })
}
