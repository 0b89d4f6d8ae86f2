import type { ClientBase } from 'pg'
import { actions, disclosures, identityKinds, outcomes, type Action, type Disclosure, type IdentityKind, type Outcome, type Store } from '#lib/facts.ts'
import { refreshSecretOwners } from '#ingest/store/refresh-secret-owners.ts'

/** Test support: a small graph as plain lists, and the rows that the worker would have folded from it. */
export type FixtureSecret = { uri: string; store: Store; name: string; isScope?: boolean; references?: string[]; versions?: FixtureVersion[] }
export type FixtureVersion = { ref: string; state: string; currentFrom: string; currentTo: string | null }
export type FixtureIdentity = { uri: string; kind: IdentityKind; displayName: string; aliases?: string[] }
export type FixturePlace = { account: string; region: string; cluster: string; namespace: string; network: string }
export type FixtureEvent = {
  at: string
  /** Uri of the secret and, when it has several, which of its references the record used. */
  secret: string
  reference?: number
  actor: string
  subject?: string
  action: Action
  outcome: Outcome
  disclosed: Disclosure
  candidate?: boolean
  code?: string
  /** Named by the record itself. */
  version?: string
  /** Found by the deriver, for a read by stage. */
  derived?: { ref: string; evidence: 'observed' | 'inferred' }
  place: FixturePlace
  userAgent: string
  ip: string | null
  effective?: string
  via?: string
  feed: string
}
export type Graph = {
  secrets: FixtureSecret[]
  identities: FixtureIdentity[]
  events: FixtureEvent[]
  ownership: { pattern: string; team: string; environment: string; tier: string }[]
}

export function eventKey(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
}

type Row = Record<string, unknown>

/** Numbers each distinct text from 1 on. */
class Numbers {
  private readonly known = new Map<string, number>()

  of(text: string): number {
    const id = this.known.get(text) ?? this.known.size + 1
    this.known.set(text, id)
    return id
  }

  entries(): [string, number][] {
    return [...this.known]
  }
}

function referenceUris(secret: FixtureSecret): string[] {
  return secret.references ?? [secret.uri]
}

/** Replaces whatever the database holds by this graph. */
export async function writeGraph(client: ClientBase, graph: Graph): Promise<void> {
  const tables = foldGraph(graph)
  await client.query(`CREATE TABLE IF NOT EXISTS access_fixture PARTITION OF access DEFAULT`)
  await client.query(`TRUNCATE secret, secret_reference, identity, identity_reference, identity_alias, place, client, event, edge, edge_day, access, version, edge_version_day, ownership, secret_owner, feed CASCADE`)
  for (const [table, rows] of Object.entries(tables)) {
    await client.query(`INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`, [JSON.stringify(rows)])
  }
  await refreshSecretOwners(client)
  await client.query('ANALYZE')
}

function foldGraph(graph: Graph): Record<string, Row[]> {
  const places = new Numbers()
  const clients = new Numbers()
  const feeds = new Numbers()
  const references = new Numbers()
  for (const secret of graph.secrets) for (const uri of referenceUris(secret)) references.of(uri)
  const identities = new Map(graph.identities.map((identity, index) => [identity.uri, index + 1]))
  const secrets = new Map(graph.secrets.map((secret) => [secret.uri, secret]))
  const edges = new Map<string, Row & { count: number; first_at: string; last_at: string }>()
  const edgeDays = new Map<string, Row & { count: number }>()
  const versionDays = new Map<string, Row & { count: number; first_at: string; last_at: string }>()
  const accesses: Row[] = []
  graph.events.forEach((event, index) => {
    const secret = secrets.get(event.secret)
    if (!secret) throw new Error(`The fixture has no secret ${event.secret}.`)
    const uris = referenceUris(secret)
    const dimensions = {
      ref_id: references.of(uris[(event.reference ?? 0) % uris.length] ?? secret.uri), actor_id: identities.get(event.actor), subject_id: event.subject === undefined ? null : identities.get(event.subject),
      action: actions.indexOf(event.action), outcome: outcomes.indexOf(event.outcome), code: event.code ?? '', disclosed: disclosures.indexOf(event.disclosed),
      precision: event.candidate ? 1 : 0, version: event.version ?? '', stage: event.derived ? 'current' : '', place_id: places.of(JSON.stringify(event.place)),
      client_id: clients.of(event.userAgent), effective: event.effective ?? '', via: event.via ?? '',
    }
    const natural = JSON.stringify(dimensions)
    const edge = edges.get(natural) ?? { ...dimensions, id: edges.size + 1, count: 0, first_at: event.at, last_at: event.at }
    edges.set(natural, widen(edge, event.at))
    const day = event.at.slice(0, 10)
    const inDay = edgeDays.get(`${edge.id}|${day}`) ?? { ref_id: edge.ref_id, edge_id: edge.id, day, count: 0 }
    inDay.count += 1
    edgeDays.set(`${edge.id}|${day}`, inDay)
    if (event.derived) {
      const key = `${edge.id}|${day}|${event.derived.ref}|${event.derived.evidence}`
      const got = versionDays.get(key) ?? { ref_id: edge.ref_id, edge_id: edge.id, day, version: event.derived.ref, evidence: event.derived.evidence, count: 0, first_at: event.at, last_at: event.at }
      versionDays.set(key, widen(got, event.at))
    }
    accesses.push({
      ref_id: edge.ref_id, occurred_at: event.at, event_key: eventKey(index), edge_id: edge.id, object_id: 1, byte_offset: index * 100, byte_length: 100, feed_id: feeds.of(event.feed),
      derived: false, sha256: `\\x${'ab'.repeat(32)}`, native_id: `native-${index}`, ip: event.ip,
    })
  })
  return {
    feed: feeds.entries().map(([name, id]) => ({ id, name, source: 'cloudtrail', cluster: name, demo: false, created_at: '2026-01-01T00:00:00Z' })),
    secret: graph.secrets.map((secret, index) => ({ id: index + 1, uri: secret.uri, store: secret.store, is_scope: secret.isScope ?? false, account: '', region: '', cluster: '', namespace: '', name: secret.name })),
    secret_reference: graph.secrets.flatMap((secret, index) => referenceUris(secret).map((uri) => ({ id: references.of(uri), reference: uri, form: 'exact', uri, store: secret.store, secret_id: index + 1 }))),
    identity: graph.identities.map((identity, index) => ({ id: index + 1, uri: identity.uri, kind: identityKinds.indexOf(identity.kind), display_name: identity.displayName })),
    identity_reference: graph.identities.map((identity, index) => ({ id: index + 1, reference: identity.uri, form: 'exact', uri: identity.uri, kind: identityKinds.indexOf(identity.kind), display_name: identity.displayName, identity_id: index + 1 })),
    identity_alias: graph.identities.flatMap((identity, index) => (identity.aliases ?? []).map((alias) => ({ reference_id: index + 1, alias }))),
    place: places.entries().map(([place, id]) => ({ id, ...JSON.parse(place) })),
    client: clients.entries().map(([agent, id]) => ({ id, family: agent.split('/')[0], user_agent: agent })),
    event: graph.events.map((event, index) => ({ key: eventKey(index), digest: index, core: index, occurred_at: event.at })),
    edge: [...edges.values()],
    edge_day: [...edgeDays.values()],
    edge_version_day: [...versionDays.values()],
    access: accesses,
    version: graph.secrets.flatMap((secret, index) => (secret.versions ?? []).map((version) => ({ secret_id: index + 1, ref: version.ref, state: version.state, created_at: version.currentFrom, current_from: version.currentFrom, current_to: version.currentTo }))),
    ownership: graph.ownership,
  }
}

function widen<Span extends { count: number; first_at: string; last_at: string }>(span: Span, at: string): Span {
  span.count += 1
  if (at < span.first_at) span.first_at = at
  if (at > span.last_at) span.last_at = at
  return span
}
