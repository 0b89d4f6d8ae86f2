import type { IdentityKind, IdentityReference, Place } from '#lib/facts.ts'
import type { AuditRecord } from './schema.ts'

type User = NonNullable<AuditRecord['user']>

const serviceAccount = /^system:serviceaccount:([^:]+):([^:]+)$/
/** Service accounts that act for others, by the names their projects install them with. */
const controllerNamespaces = new Set(['kube-system', 'external-secrets', 'argocd', 'flux-system', 'cert-manager', 'vault-secrets-operator-system', 'gatekeeper-system'])
const controllerName = /^(external-secrets|argocd-|vault-secrets-operator|secrets-store-csi|csi-secrets-store|cert-manager|sealed-secrets|kube-state-metrics|config-sync|reloader|reflector|kubernetes-replicator)|-(controller|operator|provisioner|attacher)(-manager)?$/
const controllerUsers = new Set(['system:kube-controller-manager', 'system:cloud-controller-manager', 'system:controller'])

/** A failed authentication has an empty user. */
export const unauthenticated = 'system:unauthenticated'

/** From `user`: who really did it, also under impersonation. */
export function identityOf(user: User | null | undefined, cluster: string): IdentityReference {
  const reference = namedIdentity(user?.username || unauthenticated, cluster)
  const aliases = cloudAliases(user)
  return aliases.length > 0 ? { ...reference, aliases } : reference
}

export function namedIdentity(username: string, cluster: string): IdentityReference {
  return { uri: `kubernetes:${cluster}:${username}`, form: 'exact', kind: kindOf(username), displayName: displayNameOf(username) }
}

export function serviceAccountName(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`
}

/** Where the reader acts from: a service account's own namespace; the last source address, for the others are the client's own words. */
export function placeOf(record: AuditRecord, cluster: string): Place {
  const namespace = serviceAccount.exec(record.user?.username ?? '')?.[1]
  const ip = record.sourceIPs?.at(-1)
  return { cluster, ...(namespace ? { namespace } : {}), ...(ip && isAddress(ip) ? { ip } : {}) }
}

/** Bound tokens carry the id under which they were issued (`JTI=…`); certificates and static tokens do not. */
export function credentialOf(user: User | null | undefined, cluster: string): string | undefined {
  return tokenCredential(user?.extra?.['authentication.kubernetes.io/credential-id']?.[0], cluster)
}

export function tokenCredential(credentialId: string | null | undefined, cluster: string): string | undefined {
  return credentialId?.startsWith('JTI=') ? `k8s-jti:${cluster}:${credentialId.slice(4)}` : undefined
}

function kindOf(username: string): IdentityKind {
  const account = serviceAccount.exec(username)
  if (account) return isController(account[1] ?? '', account[2] ?? '') ? 'controller' : 'workload'
  if (username.startsWith('system:node:')) return 'node'
  if (controllerUsers.has(username)) return 'controller'
  if (/^system:(anonymous|unauthenticated|bootstrap:|admin$)/.test(username)) return 'unknown'
  if (/^(system:|eks:|aks-|aksService$|masterclient$)/.test(username)) return 'service'
  if (username.endsWith('.gserviceaccount.com')) return 'workload'
  return /(^|[:#])repo:[^/]+\//.test(username) ? 'ci' : 'human'
}

function isController(namespace: string, name: string): boolean {
  return controllerNamespaces.has(namespace) || controllerName.test(name)
}

function displayNameOf(username: string): string {
  const account = serviceAccount.exec(username)
  if (account) return `${account[1]}/${account[2]}`
  return username.startsWith('system:node:') ? username.slice('system:node:'.length) : username
}

/** EKS names the IAM identity behind a user. */
function cloudAliases(user: User | null | undefined): string[] {
  const iam = [...(user?.extra?.canonicalArn ?? []), ...(user?.extra?.arn ?? [])]
  const uid = /^(aws-iam-authenticator|heptio-authenticator-aws):/.test(user?.uid ?? '') ? [user?.uid ?? ''] : []
  return [...new Set([...iam, ...uid])].slice(0, 4)
}

function isAddress(text: string): boolean {
  return /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F]{0,4}(:[0-9a-fA-F.]{0,15}){2,8})$/.test(text)
}
