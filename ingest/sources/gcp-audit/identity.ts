import type { IdentityKind, IdentityReference } from '#lib/facts.ts'
import type { AuditLog } from './schema.ts'

type Authentication = AuditLog['authenticationInfo']

/** Redacted, or nobody: the entry does not say who called. */
const nobody: IdentityReference = { uri: 'gcp:unknown', form: 'exact', kind: 'unknown', displayName: 'unknown caller' }

/** Who made the call, as logged: the e-mail, else the federated principal, else the owner of the key that signed. */
export function caller(info: Authentication): IdentityReference {
  if (info?.principalEmail) return byEmail(info.principalEmail)
  if (info?.principalSubject) return bySubject(info.principalSubject)
  const keyOwner = /\/serviceAccounts\/([^/]+)\/keys\//.exec(info?.serviceAccountKeyName ?? '')?.[1]
  return keyOwner ? serviceAccount(keyOwner) : nobody
}

/** The first of those who impersonated, or the workload that a service account was lent to. */
export function callerVia(info: Authentication): string | undefined {
  const first = info?.serviceAccountDelegationInfo[0]
  const original = first?.principalSubject ?? first?.firstPartyPrincipal?.principalEmail
  if (original) return original
  return info?.principalEmail && info.principalSubject?.includes('.svc.id.goog') ? info.principalSubject : undefined
}

/** A person who impersonates a service account is who really did it. */
export function personBehind(info: Authentication): IdentityReference | undefined {
  const first = info?.serviceAccountDelegationInfo[0]
  const email = first?.firstPartyPrincipal?.principalEmail
  const original = first?.principalSubject ? bySubject(first.principalSubject) : email?.includes('@') ? byEmail(email) : undefined
  return original?.kind === 'human' ? original : undefined
}

export function byEmail(email: string): IdentityReference {
  if (email.includes('gserviceaccount.com')) return serviceAccount(email)
  return { uri: `user:${email}`, form: 'exact', kind: email.includes('@') ? 'human' : 'unknown', displayName: email }
}

/** `user:…`, `serviceAccount:…`, `principal://…`; anything else as logged. */
export function bySubject(subject: string): IdentityReference {
  const [, prefix, name] = /^(user|serviceAccount):(.+)$/s.exec(subject) ?? []
  if (prefix === 'user' && name) return byEmail(name)
  if (prefix === 'serviceAccount' && name) return serviceAccount(name)
  return { uri: subject, form: 'exact', ...federated(subject) }
}

/** By e-mail, by unique id (21 digits), or GKE's `<project>.svc.id.goog[<namespace>/<account>]`. */
export function serviceAccount(name: string): IdentityReference {
  const uri = `serviceAccount:${name}`
  if (/^\d+$/.test(name)) return { uri, form: 'gcp-unique-id', kind: 'workload', displayName: name }
  const kubernetes = /\.svc\.id\.goog\[(.+)\]$/.exec(name)?.[1]
  if (kubernetes) return { uri, form: 'exact', kind: 'workload', displayName: kubernetes }
  return { uri, form: 'exact', kind: isServiceAgent(name) ? 'service' : 'workload', displayName: isServiceAgent(name) ? name : (name.split('@')[0] ?? name) }
}

/** Google's own accounts, which act for a product: `service-<number>@gcp-sa-….iam…`, `<number>@cloudservices…`. */
function isServiceAgent(email: string): boolean {
  return /^service-\d+@|@cloudservices\.gserviceaccount\.com$|@system\.gserviceaccount\.com$/.test(email)
}

/** `principal://iam.googleapis.com/projects/<n>/locations/global/workloadIdentityPools/<pool>/subject/<subject>` */
function federated(subject: string): { kind: IdentityKind; displayName: string } {
  if (!subject.startsWith('principal')) return { kind: 'unknown', displayName: subject }
  const holder = /\/subject\/(.+)$/s.exec(subject)?.[1] ?? subject
  if (subject.includes('/workforcePools/')) return { kind: 'human', displayName: holder }
  const kubernetes = /^ns\/([^/]+)\/sa\/(.+)$/.exec(holder)
  if (kubernetes) return { kind: 'workload', displayName: `${kubernetes[1]}/${kubernetes[2]}` }
  const pipeline = /^(repo|project_path|organization):/.test(holder)
  return { kind: pipeline ? 'ci' : 'workload', displayName: holder }
}

type Labelled = { resource?: { labels?: { email_id?: string; unique_id?: string } } }

/** The service account that a call is about: its e-mail is in the labels, the request or the answer, its unique id in the resource's name. */
export function accountConcerned(entry: Labelled, audit: AuditLog): IdentityReference | undefined {
  const named = [audit.request?.name, audit.resourceName].map((name) => /serviceAccounts\/([^/]+)/.exec(name ?? '')?.[1])
  const names = [audit.response?.email, entry.resource?.labels?.email_id, ...named].filter((name) => name !== undefined && name !== '')
  const best = names.find((name) => name?.includes('@')) ?? names[0]
  return best ? serviceAccount(best) : undefined
}
