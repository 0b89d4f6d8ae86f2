import type { PassedReading } from '../source.ts'

/** What kind of thing a record is about, by objectRef and verb alone: the same answer before and after parsing. */
export type Topic = 'secret' | 'token' | 'pod' | 'binding' | 'workload' | 'delivery' | 'role' | 'binding-of-role' | 'service-account' | 'aws-auth'

type ObjectName = { resource: string; group: string; version: string; subresource: string; name: string; verb: string }

const writes = new Set(['create', 'update', 'patch'])
const changes = new Set(['create', 'update', 'patch', 'delete', 'deletecollection'])
const secretVerbs = new Set(['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'])
const workloads = new Set([
  'apps/deployments', 'apps/statefulsets', 'apps/daemonsets', 'apps/replicasets', 'extensions/deployments', 'extensions/daemonsets', 'extensions/replicasets',
  'batch/jobs', 'batch/cronjobs', '/replicationcontrollers',
])
const deliveryObjects = new Set([
  'external-secrets.io/externalsecrets', 'external-secrets.io/pushsecrets', 'secrets-store.csi.x-k8s.io/secretproviderclasses',
  'secrets.hashicorp.com/vaultstaticsecrets', 'secrets.hashicorp.com/vaultdynamicsecrets',
])

/** Undefined: nothing about secrets can be in it. */
export function topicOf({ resource, group, version, subresource, name, verb }: ObjectName): Topic | undefined {
  if (group === '' && resource === 'secrets') return subresource === '' && version === 'v1' && secretVerbs.has(verb) ? 'secret' : undefined
  const kind = `${group}/${resource}`
  if (subresource === '') {
    if (kind === '/pods') return writes.has(verb) ? 'pod' : undefined
    if (workloads.has(kind)) return writes.has(verb) ? 'workload' : undefined
    if (deliveryObjects.has(kind)) return writes.has(verb) ? 'delivery' : undefined
    if (kind === '/serviceaccounts') return verb === 'create' || verb === 'delete' ? 'service-account' : undefined
    if (kind === '/configmaps') return name === 'aws-auth' && changes.has(verb) ? 'aws-auth' : undefined
    if (group === 'rbac.authorization.k8s.io' && changes.has(verb)) {
      if (resource === 'roles' || resource === 'clusterroles') return 'role'
      if (resource === 'rolebindings' || resource === 'clusterrolebindings') return 'binding-of-role'
    }
    return undefined
  }
  if (kind === '/serviceaccounts' && subresource === 'token') return verb === 'create' ? 'token' : undefined
  if (kind === '/pods' && subresource === 'binding') return verb === 'create' ? 'binding' : undefined
  if (kind === '/pods' && subresource === 'ephemeralcontainers') return writes.has(verb) ? 'pod' : undefined
  return undefined
}

/** Core resources; a name outside is nothing a cluster serves. */
const coreResources = new Set([
  'bindings', 'componentstatuses', 'configmaps', 'endpoints', 'events', 'limitranges', 'namespaces', 'nodes', 'persistentvolumeclaims', 'persistentvolumes',
  'pods', 'podtemplates', 'replicationcontrollers', 'resourcequotas', 'secrets', 'serviceaccounts', 'services',
])
const knownGroups = new Set([
  'apps', 'autoscaling', 'batch', 'extensions', 'policy', 'external-secrets.io', 'secrets.hashicorp.com', 'argoproj.io', 'cert-manager.io', 'acme.cert-manager.io',
])
const knownGroupSuffixes = ['.k8s.io', '.x-k8s.io', '.k8s.aws', '.coreos.com', '.toolkit.fluxcd.io', '.istio.io', '.cilium.io', '.projectcalico.org', '.openshift.io', '.gke.io']

/** The verdict on a record without facts. Resources of groups nobody here knows are counted by name. */
export function passedReading({ resource, group, version, subresource, verb }: ObjectName, occurredAt: string | undefined): PassedReading {
  const event = `${verb || 'no-verb'} ${resource || 'non-resource'}${subresource && resource ? `/${subresource}` : ''}`
  // OPTIONS has no verb and reads nothing; a verb nobody here knows, on a Secret, is worth counting by name.
  const oddVerb = group === '' && resource === 'secrets' && subresource === '' && verb !== ''
  return { kind: isKnown(resource, group, version) && !oddVerb ? 'irrelevant' : 'unknown', service: short(group || 'core'), event: short(event), occurredAt }
}

function isKnown(resource: string, group: string, version: string): boolean {
  if (group === '') return resource === '' || (coreResources.has(resource) && version === 'v1')
  return knownGroups.has(group) || knownGroupSuffixes.some((suffix) => group.endsWith(suffix))
}

/** Clients put any text into these names; they are labels of a counter. */
function short(text: string): string {
  return text.slice(0, 100)
}
