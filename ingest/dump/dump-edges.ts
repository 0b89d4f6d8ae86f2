import type { ClientBase } from 'pg'
import { actions, disclosures, outcomes } from '#lib/facts.ts'
import type { DumpRow } from './dump-graph.ts'
import { eachRow, isoColumn, shortTime } from './each-row.ts'

type StoredEdge = {
  secret: string
  identity: string
  subject: string
  action: number
  outcome: number
  disclosed: number
  precision: number
  version: string
  stage: string
  count: string
  first_at: string
  last_at: string
  place: Record<string, string>
  labels: { version: string; evidence: string; count: number }[] | null
}

const edgesSql = `
  SELECT s.uri AS secret, i.uri AS identity, coalesce(p.uri, '') AS subject, e.action, e.outcome, e.disclosed, e.precision, e.version, e.stage, e.count,
    ${isoColumn('e.first_at')} AS first_at, ${isoColumn('e.last_at')} AS last_at,
    json_build_object('account', l.account, 'region', l.region, 'cluster', l.cluster, 'namespace', l.namespace, 'network', l.network) AS place,
    (SELECT json_agg(json_build_object('version', v.version, 'evidence', v.evidence, 'count', v.count)) FROM edge_version_day v WHERE v.ref_id = e.ref_id AND v.edge_id = e.id) AS labels
  FROM edge e
  JOIN secret_reference sr ON sr.id = e.ref_id JOIN secret s ON s.id = sr.secret_id
  JOIN identity_reference ir ON ir.id = e.actor_id JOIN identity i ON i.id = ir.identity_id
  LEFT JOIN identity_reference pr ON pr.id = e.subject_id LEFT JOIN identity p ON p.id = pr.identity_id
  JOIN place l ON l.id = e.place_id
  ORDER BY s.uri COLLATE "C", i.uri COLLATE "C", coalesce(p.uri, '') COLLATE "C", e.action, e.outcome, e.disclosed, e.precision`

/** Stored edges of one (secret, identity, subject, action, outcome, disclosed, precision) summed into one row. */
export async function* dumpEdges(client: ClientBase): AsyncGenerator<DumpRow> {
  let open: { key: string; edges: StoredEdge[] } | undefined
  for await (const edge of eachRow<StoredEdge>(client, 'dump_edges', edgesSql)) {
    const key = [edge.secret, edge.identity, edge.subject, edge.action, edge.outcome, edge.disclosed, edge.precision].join('\0')
    if (open && open.key !== key) yield* rowsOf(open.edges)
    if (open?.key !== key) open = { key, edges: [] }
    open.edges.push(edge)
  }
  if (open) yield* rowsOf(open.edges)
}

/** A credential that a dynamic engine issued was also asked for by name and handed out: it is dumped as the read that it was, and as what makes it more than that (docs/decisions/004). */
function* rowsOf(edges: readonly StoredEdge[]): Generator<DumpRow> {
  const row = summed(edges)
  if (row.action === 'issue') yield { ...row, action: 'read' }
  yield row
}

function summed(edges: readonly StoredEdge[]): DumpRow {
  const [first] = edges
  if (!first) throw new Error('An edge row needs at least one stored edge.')
  return {
    type: 'edge',
    secret: first.secret,
    identity: first.identity,
    subject: first.subject,
    action: actions[first.action],
    outcome: outcomes[first.outcome],
    versions: versionsOf(edges),
    count: edges.reduce((sum, edge) => sum + Number(edge.count), 0),
    disclosed: disclosures[first.disclosed],
    firstAt: shortTime(edges.map((edge) => edge.first_at).reduce((a, b) => (a < b ? a : b))),
    lastAt: shortTime(edges.map((edge) => edge.last_at).reduce((a, b) => (a > b ? a : b))),
    places: placesOf(edges),
    precision: first.precision === 0 ? 'exact' : 'candidate',
  }
}

function versionsOf(edges: readonly StoredEdge[]): { ref: string | null; evidence: string; count: number }[] {
  const counts = new Map<string, number>()
  const add = (ref: string, evidence: string, count: number) => {
    if (count > 0) counts.set(`${ref}\0${evidence}`, (counts.get(`${ref}\0${evidence}`) ?? 0) + count)
  }
  for (const edge of edges) {
    if (edge.version !== '') add(edge.version, 'observed', Number(edge.count))
    else if (edge.stage !== '') {
      for (const label of edge.labels ?? []) add(label.version, label.evidence, label.count)
      add('', 'unknown', Number(edge.count) - (edge.labels ?? []).reduce((sum, label) => sum + label.count, 0))
    }
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, count]) => {
    const [ref = '', evidence = ''] = key.split('\0')
    return { ref: ref === '' ? null : ref, evidence, count }
  })
}

function placesOf(edges: readonly StoredEdge[]): Record<string, string>[] {
  const places = edges.map((edge) => Object.fromEntries(Object.entries(edge.place).filter(([, value]) => value !== '')))
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place)
}
