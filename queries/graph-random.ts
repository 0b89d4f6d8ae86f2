import { actions, disclosures, identityKinds, outcomes, type Store } from '#lib/facts.ts'
import type { FixtureEvent, FixtureIdentity, FixturePlace, FixtureSecret, Graph } from './graph-fixture.ts'

/** Test support: a repeatable source of choices (mulberry32). */
export class Dice {
  private state: number

  constructor(seed: number) {
    this.state = seed
  }

  below(end: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('There is nothing to pick from.')
    return item
  }

  chance(percent: number): boolean {
    return this.below(100) < percent
  }
}

export const days = 6
export const start = Date.parse('2026-11-01T00:00:00Z')
export const teams = ['payments', 'search', 'platform']

const places: FixturePlace[] = ['eu-central-1', 'ap-southeast-1', ''].flatMap((region) => ['payment', ''].map((namespace) => ({ account: '1', region, cluster: 'prod', namespace, network: '10.0.0.0/16' })))
const addresses = ['10.0.3.4', '10.1.0.1', '192.0.2.7', '2001:db8::1', null]

/** Secrets of two stores and a scope, people behind roles, versions, aliases, owners whose patterns overlap. */
export function randomGraph(seed: number, events: number): Graph {
  const dice = new Dice(seed)
  const secrets = ['payment/db', 'payment/api_key', 'search/db', 'search/100%', 'shared/tls'].flatMap((name): FixtureSecret[] => [
    { uri: `kubernetes://prod/${name}`, store: 'kubernetes' as Store, name, versions: timeline(dice), references: dice.chance(50) ? [`kubernetes://prod/${name}`, `logged:${name}`] : undefined },
    { uri: `vault://prod/kv/${name}`, store: 'vault' as Store, name: `kv/${name}` },
  ])
  secrets.push({ uri: 'kubernetes://prod/payment/*', store: 'kubernetes', name: 'payment/*', isScope: true }, { uri: 'kubernetes://prod/*', store: 'kubernetes', name: '*', isScope: true })
  const identities = Array.from({ length: 8 }, (_, index): FixtureIdentity => ({ uri: `arn:aws:iam::1:role/app-${index}`, kind: dice.pick(identityKinds), displayName: `app-${index}`, aliases: [`alias_${index}`] }))
  return { secrets, identities, events: Array.from({ length: events }, () => randomEvent(dice, secrets, identities)), ownership: randomOwnership(dice) }
}

function timeline(dice: Dice): FixtureSecret['versions'] {
  const switchAt = new Date(start + dice.below(days * 24) * 3_600_000).toISOString()
  const from = new Date(start - 86_400_000).toISOString()
  return dice.chance(30) ? [] : [{ ref: 'v1', state: 'previous', currentFrom: from, currentTo: switchAt }, { ref: 'v2', state: 'current', currentFrom: switchAt, currentTo: null }]
}

function randomOwnership(dice: Dice): Graph['ownership'] {
  const patterns = ['kubernetes://prod/payment/*', '*/search/*', 'vault://prod/kv/shared/tls', 'kubernetes://prod/*', 'vault://*', '*100%']
  return patterns.filter(() => dice.chance(60)).map((pattern) => ({ pattern, team: dice.pick(teams), environment: 'prod', tier: '1' }))
}

function randomEvent(dice: Dice, secrets: FixtureSecret[], identities: FixtureIdentity[]): FixtureEvent {
  const secret = dice.pick(secrets)
  const at = new Date(start + dice.below(days * 86_400) * 1000 + (dice.chance(30) ? dice.below(1000) : 0)).toISOString()
  const outcome = dice.chance(70) ? 'success' : dice.pick(outcomes)
  const action = dice.chance(60) ? 'read' : dice.pick(actions)
  const read = action === 'read' && outcome === 'success' && !secret.isScope
  const version = read && dice.chance(30) ? dice.pick(['v1', 'v2', 'v9']) : undefined
  return {
    at, secret: secret.uri, reference: dice.below(2), actor: dice.pick(identities).uri, subject: dice.chance(30) ? dice.pick(identities).uri : undefined, action, outcome,
    disclosed: dice.pick(disclosures), candidate: secret.isScope ?? dice.chance(10), code: dice.pick(['', '403', 'AccessDenied']), version,
    derived: read && version === undefined && dice.chance(60) ? derivedAt(secret, at) : undefined,
    place: dice.pick(places), userAgent: dice.pick(['aws-cli/2.1', 'kubectl/v1.30', '']), ip: dice.pick(addresses), effective: dice.chance(5) ? 'impersonated' : '',
    via: dice.chance(5) ? 'lambda.amazonaws.com' : '', feed: dice.pick(['aws', 'cluster']),
  }
}

/** Inferred from the timeline, as the deriver does: the rows of one edge and day do not interleave. */
function derivedAt(secret: FixtureSecret, at: string): FixtureEvent['derived'] {
  const current = secret.versions?.find((version) => version.currentFrom <= at && (version.currentTo === null || version.currentTo > at))
  return current ? { ref: current.ref, evidence: 'inferred' } : undefined
}
