import type { DeliveryFact, GrantFact, IdentityFact, LoggingFact, UseFact } from '#lib/facts.ts'

/** The row of a fact that is kept as it was said: what it is first of all about, what changed, and the rest as canonical JSON. */
export function statementOf(fact: IdentityFact | DeliveryFact | UseFact | GrantFact | LoggingFact): { about: string; change: string; data: string } {
  switch (fact.fact) {
    case 'identity':
      return { about: fact.identity.uri, change: fact.change, data: canonical({ form: fact.identity.form, other: fact.other, actor: fact.actor?.uri }) }
    case 'delivery':
      return { about: fact.to.uri, change: '', data: canonical({ from: fact.from.uri, form: fact.from.form, controller: fact.controller, by: fact.by, refreshSeconds: fact.refreshSeconds, version: fact.version }) }
    case 'use':
      return { about: fact.target.uri, change: fact.how, data: canonical({ workload: fact.workload, node: fact.node, serviceAccount: fact.serviceAccount }) }
    case 'grant':
      return { about: fact.on, change: fact.change, data: canonical({ principals: fact.principals, actor: fact.actor.uri, outcome: fact.outcome }) }
    case 'logging':
      return { about: fact.on, change: fact.change, data: canonical({ actor: fact.actor?.uri, outcome: fact.outcome }) }
  }
}

/** The keys come in the order written above; undefined ones are left out by JSON itself. U+0000 cannot be in jsonb. */
function canonical(data: Record<string, unknown>): string {
  return JSON.stringify(data).replaceAll('\\u0000', '\\ufffd').toWellFormed()
}
