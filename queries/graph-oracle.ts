import type { choices } from '#lib/search/parse-search.ts'
import { matchesPattern } from '#lib/search/pattern.ts'
import type { SearchNode } from '#lib/search/search-node.ts'
import type { Viewer } from '#lib/viewer.ts'
import { matchesGlobOfOwner } from './graph-glob.ts'
import { eventKey, type FixtureEvent, type FixtureSecret, type Graph } from './graph-fixture.ts'

/** Test support: the naive answers. Whatever it says comes from the viewer's own events alone. */
export type OracleEvent = FixtureEvent & { key: string; reader: string; target: FixtureSecret }

export function visibleSecrets(graph: Graph, viewer: Viewer): FixtureSecret[] {
  const { teams } = viewer
  if (teams === 'all') return graph.secrets
  return graph.secrets.filter((secret) => graph.ownership.some((owner) => teams.includes(owner.team) && matchesGlobOfOwner(owner.pattern, secret.uri)))
}

export function visibleEvents(graph: Graph, viewer: Viewer, range: { from?: string; to?: string }): OracleEvent[] {
  const secrets = new Map(visibleSecrets(graph, viewer).map((secret) => [secret.uri, secret]))
  return graph.events.flatMap((event, index) => {
    const target = secrets.get(event.secret)
    const inRange = (range.from === undefined || event.at >= range.from) && (range.to === undefined || event.at < range.to)
    return target && inRange ? [{ ...event, key: eventKey(index), reader: event.subject ?? event.actor, target }] : []
  })
}

export function isValueAccess(event: FixtureEvent): boolean {
  return ['read', 'watch', 'decrypt', 'issue'].includes(event.action)
}

export function isRead(event: FixtureEvent): boolean {
  return isValueAccess(event) && event.outcome === 'success' && !event.candidate
}

export function isChange(event: FixtureEvent): boolean {
  return ['write', 'rotate', 'delete', 'restore', 'disable', 'enable', 'destroy', 'grant'].includes(event.action)
}

export function matches(graph: Graph, event: OracleEvent, node: SearchNode): boolean {
  if (node.type === 'not') return !matches(graph, event, node.node)
  if (node.type === 'and') return node.nodes.every((inner) => matches(graph, event, inner))
  if (node.type === 'or') return node.nodes.some((inner) => matches(graph, event, inner))
  if (node.type === 'address') return node.network === '10.0.0.0/16' ? (event.ip?.startsWith('10.0.') ?? false) : event.ip === node.network
  if (node.type === 'choice') return node.values.includes(choiceOf(graph, event, node.field))
  const has = (...texts: (string | undefined)[]) => texts.some((text) => text !== undefined && matchesPattern(node.pattern, text))
  switch (node.field) {
    case 'secret': return has(...namesOfSecret(event))
    case 'identity': return has(...namesOfIdentities(graph, event))
    case 'version': return matchesVersion(event, node.pattern.parts, has)
    case 'region': return has(event.place.region)
    case 'account': return has(event.place.account)
    case 'cluster': return has(event.place.cluster)
    case 'namespace': return has(event.place.namespace)
    case 'network': return has(event.place.network)
    case 'client': return has(event.userAgent.split('/')[0], event.userAgent)
    case 'feed': return has(event.feed)
    case 'code': return has(event.code ?? '')
    case 'text': {
      const inside = { parts: ['', ...node.pattern.parts, ''] }
      return [...namesOfSecret(event), ...namesOfIdentities(graph, event), event.code ?? '', event.via ?? '', event.userAgent].some((text) => matchesPattern(inside, text))
    }
  }
}

function choiceOf(graph: Graph, event: OracleEvent, field: keyof typeof choices): string {
  if (field === 'store') return event.target.store
  if (field === 'kind') return graph.identities.find((identity) => identity.uri === event.reader)?.kind ?? ''
  return event[field]
}

function namesOfSecret(event: OracleEvent): string[] {
  const references = event.target.references ?? [event.target.uri]
  return [event.target.uri, event.target.name, references[(event.reference ?? 0) % references.length] ?? '']
}

function namesOfIdentities(graph: Graph, event: OracleEvent): string[] {
  const both = graph.identities.filter((identity) => identity.uri === event.actor || identity.uri === event.subject)
  return [...both.flatMap((identity) => [identity.uri, identity.displayName, ...(identity.aliases ?? [])]), event.effective ?? '']
}

export function versionOf(event: FixtureEvent): string {
  return event.version ?? event.derived?.ref ?? ''
}

function matchesVersion(event: OracleEvent, parts: string[], has: (text: string) => boolean): boolean {
  const ref = versionOf(event)
  const known = event.target.versions?.find((version) => version.ref === ref)
  if (parts.length === 1 && parts[0] === 'unknown') return ref === ''
  if (parts.length === 1 && parts[0] === 'old') return known !== undefined && known.currentTo !== null && known.currentTo <= event.at
  if (parts.length === 1 && parts[0] === 'current') return known !== undefined && known.currentFrom <= event.at && (known.currentTo === null || known.currentTo > event.at)
  return ref !== '' && has(ref)
}
