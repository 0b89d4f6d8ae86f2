import type { AccessFact, Action, Disclosure, VersionClaim, VersionFact } from '#lib/facts.ts'
import type { Call } from './call.ts'
import type { Located } from './project.ts'

type Details = { action: Action; precision?: AccessFact['precision']; disclosed?: Disclosure; version?: VersionClaim }

/** The access that a call is; a refused or failed one disclosed nothing. */
export function access(call: Call, located: Located, details: Details): AccessFact {
  return {
    fact: 'access',
    target: located.target,
    precision: details.precision ?? 'exact',
    actor: call.actor,
    subject: call.subject,
    via: call.via,
    action: details.action,
    outcome: call.outcome,
    code: call.code,
    disclosed: call.outcome === 'success' ? (details.disclosed ?? 'no') : 'no',
    version: details.version,
    place: call.place,
    userAgent: call.userAgent,
  }
}

/** Only what succeeded changes a version. */
export function versionChange(call: Call, located: Located, ref: string | undefined, change: VersionFact['change'], stage?: string): VersionFact[] {
  if (call.outcome !== 'success' || !ref) return []
  return [{ fact: 'version', target: located.target, ref, change, actor: call.actor, ...(stage ? { stage } : {}) }]
}
