import type { GrantFact } from '#lib/facts.ts'
import type { Call } from './call.ts'
import { clusterUser, type ClusterObject } from './gke-object.ts'

const principalsMax = 50
/** Roles that every cluster has and that may read all Secrets where they are bound (`view` may not). */
const rolesThatRead = new Set(['cluster-admin', 'admin', 'edit'])
const kinds = new Map(Object.entries<string>({ roles: 'Role', clusterroles: 'ClusterRole', rolebindings: 'RoleBinding', clusterrolebindings: 'ClusterRoleBinding' }))

/** A binding gives its subjects a role, a changed role changes for all who hold it. Bodies are there more often than not. */
export function roleFacts(call: Call, object: ClusterObject): GrantFact[] | 'irrelevant' {
  const kind = kinds.get(object.resource)
  if (!kind || !['create', 'update', 'patch', 'delete', 'deletecollection'].includes(object.verb)) return 'irrelevant'
  const request = call.audit.request
  const principals = (request?.subjects ?? []).flatMap((subject) => principal(object, subject))
  const change = object.verb === 'create' ? 'granted' : object.verb.startsWith('delete') ? 'revoked' : 'changed'
  return [{ fact: 'grant', on: grantedOn(object, kind, request?.roleRef), change, principals: [...new Set(principals)].slice(0, principalsMax), actor: call.actor, outcome: call.outcome }]
}

type RoleRef = { kind?: string; name?: string } | undefined

function grantedOn(object: ClusterObject, kind: string, role: RoleRef): string {
  if (role?.kind === 'ClusterRole' && role.name && rolesThatRead.has(role.name)) return `kubernetes://${object.cluster}/${object.namespace ? `${object.namespace}/` : ''}*`
  return role?.name ? roleName(object, role.kind === 'Role' ? 'Role' : 'ClusterRole', role.name) : roleName(object, kind, object.name ?? '*')
}

function roleName({ cluster, namespace }: ClusterObject, kind: string, name: string): string {
  return `rbac:${cluster}/${kind.startsWith('Cluster') || !namespace ? '' : `${namespace}/`}${kind}/${name.slice(0, 253)}`
}

type Subject = { kind?: string; name?: string; namespace?: string }

function principal({ cluster }: ClusterObject, { kind, name, namespace = '' }: Subject): string[] {
  if (!name) return []
  if (kind === 'Group') return [`group:${name}`]
  return [clusterUser(cluster, kind === 'ServiceAccount' ? `system:serviceaccount:${namespace}:${name}` : name).uri]
}
