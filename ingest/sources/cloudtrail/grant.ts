import type { GrantFact } from '#lib/facts.ts'
import type { Call } from './call.ts'

const principalsMax = 50

export function grant(call: Call, on: string, change: GrantFact['change'], principals: string[]): GrantFact {
  return { fact: 'grant', on, change, principals: [...new Set(principals)].sort().slice(0, principalsMax), actor: call.actor, outcome: call.outcome }
}

/** A resource policy names whom it lets in. */
export function policyGrant(call: Call, on: string, change: GrantFact['change'], policy: string | null | undefined): GrantFact {
  return grant(call, on, change, statementsOf(policy).filter((statement) => statement.Effect === 'Allow').flatMap((statement) => principalsOf(statement.Principal)))
}

export type Statement = { Effect?: unknown; Action?: unknown; Resource?: unknown; Principal?: unknown; Condition?: unknown }

/** The statements of a policy document; none when it is not one. */
export function statementsOf(policy: string | null | undefined): Statement[] {
  const document = parsed(policy)
  const statements = isObject(document) ? document.Statement : undefined
  return (Array.isArray(statements) ? statements : [statements]).filter(isObject)
}

function parsed(policy: string | null | undefined): unknown {
  if (!policy) return undefined
  try {
    return JSON.parse(policy)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `*`, or one or many names under AWS, Service, Federated…; only strings of a name's length pass. */
function principalsOf(principal: unknown): string[] {
  const values = isObject(principal) ? Object.values(principal).flat() : [principal]
  return values.filter((value): value is string => typeof value === 'string' && value.length <= 512)
}

/** Is `wanted` in a policy's string-or-list field? */
export function names(field: unknown, wanted: string): boolean {
  return field === wanted || (Array.isArray(field) && field.includes(wanted))
}
