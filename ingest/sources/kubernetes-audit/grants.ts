import type { Fact, GrantFact, IdentityFact } from '#lib/facts.ts'
import type { AuditEvent } from './event.ts'
import { took } from './event.ts'
import { namedIdentity, serviceAccountName } from './identity.ts'
import { isName } from './secret-reference.ts'

const principalsMax = 50
const scopesMax = 20
const readingVerbs = new Set(['get', 'list', 'watch', '*'])
/** Roles that every cluster has and that may read all Secrets where they are bound (`view` may not). */
const rolesThatRead = new Set(['cluster-admin', 'admin', 'edit'])

/** Role, ClusterRole: what it lets read, when its rules are in the record and speak of Secrets; else its own name. */
export function roleFacts(event: AuditEvent): Fact[] {
  if (event.dryRun) return []
  const rules = (event.record.responseObject?.rules ?? event.record.requestObject?.rules)
  const scopes = (rules ?? []).filter(readsSecrets).flatMap((rule) => scopesOf(event, rule.resourceNames ?? []))
  if (rules && scopes.length === 0 && event.verb === 'create') return []
  const on = scopes.length > 0 ? [...new Set(scopes)].slice(0, scopesMax) : [roleName(event, kindOfRole(event.resource), event.name ?? bodyName(event))]
  return on.map((name) => grant(event, name, []))
}

/** RoleBinding, ClusterRoleBinding: who is given (or loses) a role. Below Request neither is known, only the binding's own name. */
export function roleBindingFacts(event: AuditEvent): Fact[] {
  if (event.dryRun) return []
  const { record } = event
  const body = record.responseObject?.roleRef ? record.responseObject : record.requestObject
  const role = body?.roleRef
  const subjects = (body?.subjects ?? []).slice(0, principalsMax).flatMap((subject) => principal(event.cluster, subject.kind, subject.namespace, subject.name))
  if (!role?.name) return [grant(event, roleName(event, event.resource === 'rolebindings' ? 'RoleBinding' : 'ClusterRoleBinding', event.name ?? bodyName(event)), subjects)]
  if (role.kind === 'ClusterRole' && rolesThatRead.has(role.name)) return [grant(event, scopeOf(event), subjects)]
  return [grant(event, roleName(event, role.kind === 'Role' ? 'Role' : 'ClusterRole', role.name), subjects)]
}

/** EKS keeps who is who in ConfigMap kube-system/aws-auth. */
export function awsAuthFacts(event: AuditEvent): Fact[] {
  return event.dryRun || event.namespace !== 'kube-system' ? [] : [grant(event, `rbac:${event.cluster}/kube-system/ConfigMap/aws-auth`, [])]
}

export function serviceAccountFacts(event: AuditEvent): Fact[] {
  const name = event.name ?? bodyName(event)
  if (!took(event) || !isName(event.namespace) || !isName(name)) return []
  const identity = namedIdentity(serviceAccountName(event.namespace, name), event.cluster)
  return [{ fact: 'identity', identity, change: event.verb === 'create' ? 'created' : 'deleted', actor: event.actor } satisfies IdentityFact]
}

type Rule = { apiGroups?: string[] | null; resources?: string[] | null; resourceNames?: string[] | null; verbs?: string[] | null }

function readsSecrets(rule: Rule): boolean {
  const inCore = (rule.apiGroups ?? []).some((group) => group === '' || group === '*')
  return inCore && (rule.resources ?? []).some((resource) => resource === 'secrets' || resource === '*') && (rule.verbs ?? []).some((verb) => readingVerbs.has(verb))
}

function scopesOf(event: AuditEvent, names: string[]): string[] {
  return isName(event.namespace) && names.length > 0 ? names.filter(isName).map((name) => `kubernetes://${event.cluster}/${event.namespace}/${name}`) : [scopeOf(event)]
}

function scopeOf(event: AuditEvent): string {
  return isName(event.namespace) ? `kubernetes://${event.cluster}/${event.namespace}/*` : `kubernetes://${event.cluster}/*`
}

function kindOfRole(resource: string): string {
  return resource === 'roles' ? 'Role' : 'ClusterRole'
}

function roleName(event: AuditEvent, kind: string, name: string | undefined): string {
  const namespaced = kind.startsWith('Cluster') || !isName(event.namespace) ? '' : `${event.namespace}/`
  return `rbac:${event.cluster}/${namespaced}${kind}/${(name ?? '*').slice(0, 253)}`
}

function bodyName(event: AuditEvent): string | undefined {
  return event.record.responseObject?.metadata?.name ?? event.record.requestObject?.metadata?.name ?? undefined
}

function principal(cluster: string, kind: string | null | undefined, namespace: string | null | undefined, name: string | null | undefined): string[] {
  if (!name) return []
  if (kind === 'Group') return [`group:${name}`]
  return [namedIdentity(kind === 'ServiceAccount' ? serviceAccountName(namespace ?? '', name) : name, cluster).uri]
}

function grant(event: AuditEvent, on: string, principals: string[]): GrantFact {
  const change = event.verb === 'create' ? 'granted' : event.verb.startsWith('delete') ? 'revoked' : 'changed'
  return { fact: 'grant', on, change, principals, actor: event.actor, outcome: event.outcome }
}
