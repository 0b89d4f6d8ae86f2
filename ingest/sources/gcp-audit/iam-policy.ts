import type { GrantFact, LoggingFact } from '#lib/facts.ts'
import type { Call } from './call.ts'

const principalsMax = 50

/** `SetIamPolicy` on anything: who got or lost a role, as the entry's delta says; without a delta only that it changed. */
export function policyGrants(call: Call, on: string): GrantFact[] {
  const deltas = call.audit.serviceData?.policyDelta?.bindingDeltas ?? []
  const of = (action: string): string[] => [...new Set(deltas.flatMap((delta) => (delta.action === action && delta.member ? [delta.member] : [])))].slice(0, principalsMax)
  const grant = (change: GrantFact['change'], principals: string[]): GrantFact => ({ fact: 'grant', on, change, principals, actor: call.actor, outcome: call.outcome })
  const added = of('ADD')
  const removed = of('REMOVE')
  const grants = [...(added.length > 0 ? [grant('granted', added)] : []), ...(removed.length > 0 ? [grant('revoked', removed)] : [])]
  return grants.length > 0 ? grants : [grant('changed', [])]
}

/** A policy of a project, folder or organisation: roles for whole projects, and which reads are logged at all. */
export function resourceManager(call: Call): GrantFact[] | LoggingFact[] | 'irrelevant' {
  if (!/^SetIamPolicy$/i.test(call.method)) return 'irrelevant'
  const on = call.resource || policyName(call)
  const logging = auditConfigChanges(call, on)
  const delta = call.audit.serviceData?.policyDelta
  const onlyLogging = logging.length > 0 && (delta?.bindingDeltas ?? []).length === 0
  return [...logging, ...(onlyLogging ? [] : policyGrants(call, on))] as GrantFact[] | LoggingFact[]
}

function policyName(call: Call): string {
  return `projects/${call.audit.request?.resource ?? call.place.account ?? 'unknown'}`
}

/** Taking a log type away narrows what is logged, and so does exempting a member from it. One fact per service and direction. */
function auditConfigChanges(call: Call, on: string): LoggingFact[] {
  const logging = (name: string, change: LoggingFact['change']): LoggingFact => ({ fact: 'logging', on: name, change, actor: call.actor, outcome: call.outcome })
  const deltas = call.audit.serviceData?.policyDelta?.auditConfigDeltas ?? []
  const changes = new Map<string, LoggingFact>()
  for (const delta of deltas) {
    if (delta.action !== 'ADD' && delta.action !== 'REMOVE') continue
    const wider = (delta.action === 'ADD') !== Boolean(delta.exemptedMember)
    const name = `${on}/auditConfigs/${delta.service ?? 'allServices'}`
    const change = wider ? 'widened' : 'narrowed'
    changes.set(`${name} ${change}`, logging(name, change))
  }
  if (changes.size === 0 && call.audit.request?.updateMask?.includes('auditConfigs')) return [logging(`${on}/auditConfigs`, 'changed')]
  return [...changes.values()]
}
