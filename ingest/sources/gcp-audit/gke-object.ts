import type { AccessFact, IdentityKind, IdentityReference, SecretReference } from '#lib/facts.ts'
import type { Call } from './call.ts'

/** What a Kubernetes entry is about. */
export type ClusterObject = {
  cluster: string
  verb: string
  /** Empty for the core group. */
  group: string
  resource: string
  subresource: string
  namespace?: string
  name?: string
}

/**
 * `core/v1/namespaces/<ns>/secrets/<name>`, `rbac.authorization.k8s.io/v1/clusterroles/<name>`, `core/v1/secrets` for a whole cluster;
 * the verb is the end of `io.k8s.core.v1.secrets.get`. Undefined for paths that are no resource (`apis/…`, `healthz`).
 */
export function clusterObject(call: Call): ClusterObject | undefined {
  const cluster = call.entry.resource?.labels?.cluster_name
  const [group, version, ...rest] = call.resource.split('/')
  if (!cluster || !group || !version || !/^v\d/.test(version)) return undefined
  const namespaced = rest[0] === 'namespaces' && rest.length > 2
  const [resource = '', name, subresource = ''] = namespaced ? rest.slice(2) : rest
  // What is created has no name in its path yet.
  const made = call.audit.request?.metadata?.name ?? call.audit.response?.metadata?.name
  return {
    cluster,
    verb: call.method,
    group: group === 'core' ? '' : group,
    resource,
    subresource,
    namespace: namespaced ? rest[1] : undefined,
    name: name ?? (call.method === 'create' ? made : undefined),
  }
}

const dnsName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/

/** A Secret, or the namespace or cluster that a request without a (possible) name reaches. */
export function secretTarget({ cluster, namespace, name }: ClusterObject): { target: SecretReference; precision: AccessFact['precision'] } {
  if (!namespace || !dnsName.test(namespace)) return { target: kubernetesSecret(`${cluster}/*`), precision: 'candidate' }
  if (!name || !dnsName.test(name)) return { target: kubernetesSecret(`${cluster}/${namespace}/*`), precision: 'candidate' }
  return { target: kubernetesSecret(`${cluster}/${namespace}/${name}`), precision: 'exact' }
}

export function kubernetesSecret(path: string): SecretReference {
  return { store: 'kubernetes', uri: `kubernetes://${path}`, form: 'exact' }
}

/** The "e-mail" of a Kubernetes entry is the user name; some entries have it only as the subject. Nobody: the token was refused. */
export function clusterCaller(call: Call, cluster: string): IdentityReference {
  const info = call.audit.authenticationInfo
  return clusterUser(cluster, info?.principalEmail ?? info?.principalSubject ?? 'system:unauthenticated')
}

export function clusterUser(cluster: string, username: string): IdentityReference {
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username)
  const displayName = account ? `${account[1]}/${account[2]}` : username.replace(/^system:node:/, '')
  return { uri: `kubernetes:${cluster}:${username}`, form: 'exact', kind: account ? accountKind(account[1] ?? '', account[2] ?? '') : userKind(username), displayName }
}

const controllerNamespaces = new Set(['kube-system', 'external-secrets', 'argocd', 'flux-system', 'cert-manager', 'vault-secrets-operator-system', 'gmp-system', 'gke-managed-system'])
const controllerName = /^(external-secrets|argocd-|vault-secrets-operator|secrets-store-csi|csi-secrets-store|cert-manager|sealed-secrets)|-(controller|operator|provisioner)(-manager)?$/

function accountKind(namespace: string, name: string): IdentityKind {
  return controllerNamespaces.has(namespace) || controllerName.test(name) ? 'controller' : 'workload'
}

function userKind(username: string): IdentityKind {
  if (username.startsWith('system:node:')) return 'node'
  if (/^system:(kube-controller-manager|cloud-controller-manager|gcp-controller-manager|controller)/.test(username)) return 'controller'
  if (/^system:(anonymous|unauthenticated)/.test(username)) return 'unknown'
  if (username.startsWith('system:')) return 'service'
  if (username.endsWith('gserviceaccount.com') || username.startsWith('principal')) return 'workload'
  return username.includes('@') ? 'human' : 'unknown'
}
