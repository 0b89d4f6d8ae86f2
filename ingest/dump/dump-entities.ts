import type { ClientBase } from 'pg'
import { identityKinds } from '#lib/facts.ts'
import type { DumpRow } from './dump-graph.ts'
import { eachRow, isoColumn, shortTime } from './each-row.ts'

export async function* dumpSecrets(client: ClientBase): AsyncGenerator<DumpRow> {
  const sql = `SELECT s.uri, v.ref AS active FROM secret s LEFT JOIN version v ON v.secret_id = s.id AND v.state = 'current'
    WHERE EXISTS (SELECT 1 FROM secret_reference r WHERE r.secret_id = s.id AND (EXISTS (SELECT 1 FROM edge e WHERE e.ref_id = r.id) OR EXISTS (SELECT 1 FROM version_event x WHERE x.ref_id = r.id)))
    ORDER BY s.uri COLLATE "C"`
  for await (const row of eachRow<{ uri: string; active: string | null }>(client, 'dump_secrets', sql)) yield { type: 'secret', uri: row.uri, activeVersion: row.active }
}

export async function* dumpVersions(client: ClientBase): AsyncGenerator<DumpRow> {
  type Row = { uri: string; ref: string; state: string; current_from: string | null; current_to: string | null }
  const sql = `SELECT s.uri, v.ref, v.state, ${isoColumn('v.current_from')} AS current_from, ${isoColumn('v.current_to')} AS current_to
    FROM version v JOIN secret s ON s.id = v.secret_id ORDER BY s.uri COLLATE "C", v.ref COLLATE "C"`
  for await (const row of eachRow<Row>(client, 'dump_versions', sql))
    yield { type: 'version', secret: row.uri, ref: row.ref, state: row.state, currentFrom: shortTime(row.current_from), currentTo: shortTime(row.current_to) }
}

export async function* dumpIdentities(client: ClientBase): AsyncGenerator<DumpRow> {
  type Row = { uri: string; kind: number; aliases: string[]; disabled_at: string | null }
  const sql = `SELECT i.uri, i.kind, ${isoColumn('i.disabled_at')} AS disabled_at,
      coalesce((SELECT array_agg(DISTINCT a.alias COLLATE "C" ORDER BY a.alias COLLATE "C") FROM identity_alias a JOIN identity_reference r ON r.id = a.reference_id WHERE r.identity_id = i.id), '{}') AS aliases
    FROM identity i WHERE EXISTS (SELECT 1 FROM identity_reference r WHERE r.identity_id = i.id) ORDER BY i.uri COLLATE "C"`
  for await (const row of eachRow<Row>(client, 'dump_identities', sql))
    yield { type: 'identity', uri: row.uri, kind: identityKinds[row.kind] ?? 'unknown', aliases: row.aliases, disabledAt: shortTime(row.disabled_at) }
}

/** Who stands behind a credential: subject → identity, by the way it was issued. */
export async function* dumpLinks(client: ClientBase): AsyncGenerator<DumpRow> {
  const sql = `SELECT DISTINCT subject.uri COLLATE "C" AS from_uri, holder.uri COLLATE "C" AS to_uri, s.method COLLATE "C" AS kind
    FROM session s JOIN identity_reference sr ON sr.id = s.subject_id JOIN identity subject ON subject.id = sr.identity_id
    JOIN identity_reference hr ON hr.id = s.identity_id JOIN identity holder ON holder.id = hr.identity_id WHERE subject.id <> holder.id ORDER BY 1, 2, 3`
  for await (const row of eachRow<{ from_uri: string; to_uri: string; kind: string }>(client, 'dump_links', sql)) yield { type: 'link', from: row.from_uri, to: row.to_uri, kind: row.kind }
}

export async function* dumpDeliveries(client: ClientBase): AsyncGenerator<DumpRow> {
  const sql = `SELECT DISTINCT (data->>'from') COLLATE "C" AS from_uri, about COLLATE "C" AS to_uri, (data->>'controller') COLLATE "C" AS controller FROM statement WHERE fact = 'delivery' ORDER BY 1, 2, 3`
  for await (const row of eachRow<{ from_uri: string; to_uri: string; controller: string }>(client, 'dump_deliveries', sql))
    yield { type: 'delivery', from: row.from_uri, to: row.to_uri, controller: row.controller }
}
