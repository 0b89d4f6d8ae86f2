import type { AccessFact, Action, SessionFact, VersionClaim, VersionFact } from '#lib/facts.ts'
import type { Call, Finding } from './call.ts'
import { externalSecret } from './gke-delivery.ts'
import { roleFacts } from './gke-grant.ts'
import { clusterCaller, clusterObject, clusterUser, secretTarget, type ClusterObject } from './gke-object.ts'
import { boundPod, podUses } from './gke-workload.ts'

const writes = new Set(['create', 'update', 'patch'])

/** GKE writes its Kubernetes audit as log entries, without request URIs, levels and stages: the same facts as far as they go. */
export function gke(call: Call): Finding {
  const object = clusterObject(call)
  if (!object) return 'irrelevant'
  const own = inCluster(call, object)
  const kind = `${object.group}/${object.resource}${object.subresource ? `/${object.subresource}` : ''}`
  if (kind === '/secrets') return secretFacts(own, object)
  if (kind === '/serviceaccounts/token') return object.verb === 'create' ? tokenIssued(own, object) : 'irrelevant'
  if (kind === '/serviceaccounts') return accountFacts(own, object)
  if (object.group === 'rbac.authorization.k8s.io') return object.verb === 'get' || object.verb === 'list' || object.verb === 'watch' ? 'irrelevant' : roleFacts(own, object)
  if (!writes.has(object.verb) || own.outcome !== 'success') return 'irrelevant'
  if (kind === 'external-secrets.io/externalsecrets') return externalSecret(own, object)
  if (kind === '/pods/binding') return boundPod(own, object)
  return podUses(own, object)
}

/** The caller is known to the cluster by its user name, the place is the cluster; a credential id joins to the token's issue. */
function inCluster(call: Call, { cluster, namespace }: ClusterObject): Call {
  return { ...call, actor: clusterCaller(call, cluster), subject: undefined, via: undefined, place: { ...call.place, cluster, ...(namespace ? { namespace } : {}) } }
}

const verbs = new Map(Object.entries<Action>({ get: 'read', list: 'list', watch: 'watch', create: 'write', update: 'write', patch: 'write', delete: 'delete', deletecollection: 'delete' }))

/** Kubernetes gives what the Secret is at that instant. */
const current: VersionClaim = { stage: 'current', evidence: 'inferred' }

/**
 * A list or watch with a name is the kubelet's field selector. Whether the answer held the value is not logged:
 * a get may have been a table, and the answer to a write holds the whole Secret.
 */
function secretFacts(call: Call, object: ClusterObject): Finding {
  const verb = verbs.get(object.verb)
  if (!verb) return 'unknown'
  const { target, precision } = secretTarget(object)
  const action: Action = verb === 'list' && precision === 'exact' ? 'read' : verb
  const access: AccessFact = {
    fact: 'access', target, precision, actor: call.actor, action, outcome: call.outcome, code: call.code,
    disclosed: call.outcome === 'success' ? 'possible' : 'no',
    version: action === 'read' && precision === 'exact' && call.outcome === 'success' ? current : undefined,
    place: call.place, userAgent: call.userAgent, credential: credential(object.cluster, call.entry.labels?.['authentication.kubernetes.io/credential-id']),
  }
  return [access, ...(precision === 'exact' ? secretVersion(call, object, access) : [])]
}

/** Bodies are rarely logged: mostly a new version has no name. */
function secretVersion(call: Call, object: ClusterObject, { target }: AccessFact): VersionFact[] {
  if (call.outcome !== 'success' || !writes.has(object.verb)) return []
  const version = { fact: 'version', target, ref: call.audit.response?.metadata?.resourceVersion ?? '', actor: call.actor } as const
  return [{ ...version, change: 'created' }, { ...version, change: 'current' }]
}

/** `serviceaccounts/<name>/token`: whoever asked for it can act as the account; kubelets and the controller manager ask for its own pods. */
function tokenIssued(call: Call, { cluster, namespace, name }: ClusterObject): Finding {
  if (call.outcome !== 'success' || !namespace || !name) return 'irrelevant'
  const issued = credential(cluster, call.entry.labels?.['authentication.kubernetes.io/issued-credential-id'])
  const identity = clusterUser(cluster, `system:serviceaccount:${namespace}:${name}`)
  const forItself = call.actor.uri === identity.uri || call.actor.kind === 'node' || call.actor.uri.endsWith(':system:kube-controller-manager')
  const session: SessionFact = {
    fact: 'session',
    credential: issued ?? `gcp-token:${call.place.account ?? ''}:${call.entry.insertId ?? ''}`,
    method: 'TokenRequest',
    identity,
    subject: forItself ? undefined : call.actor,
    expiresAt: call.audit.response?.status?.expirationTimestamp,
  }
  return [session]
}

function credential(cluster: string, id: string | undefined): string | undefined {
  return id?.startsWith('JTI=') ? `k8s-jti:${cluster}:${id.slice(4)}` : undefined
}

function accountFacts(call: Call, { cluster, namespace, name, verb }: ClusterObject): Finding {
  const change = verb === 'create' ? 'created' : verb === 'delete' ? 'deleted' : undefined
  if (!change || call.outcome !== 'success' || !namespace || !name) return 'irrelevant'
  return [{ fact: 'identity', identity: clusterUser(cluster, `system:serviceaccount:${namespace}:${name}`), change, actor: call.actor }]
}
