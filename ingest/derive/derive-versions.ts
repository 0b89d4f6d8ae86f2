import type { ClientBase } from 'pg'
import { versionTimeline, type Timeline, type VersionChange } from './version-timeline.ts'

/** The timelines of secrets whose version events changed; marks the days whose reads they may name anew. */
export async function deriveVersions(client: ClientBase, scopes: readonly string[]): Promise<void> {
  const since = new Map<string, string>()
  for (const scope of scopes) {
    const [, ref = '', day = ''] = /^version:(-?\d+)\|?(.*)$/.exec(scope) ?? []
    const known = since.get(ref)
    since.set(ref, known === undefined || day < known ? day : known)
  }
  const { rows } = await client.query<{ secret_id: string; id: string }>('SELECT secret_id, id FROM secret_reference WHERE id = ANY($1::bigint[]) ORDER BY secret_id', [[...since.keys()]])
  for (const [secretId, refs] of Map.groupBy(rows, (row) => row.secret_id)) {
    const from = refs.map((ref) => since.get(ref.id) ?? '').reduce((a, b) => (a < b ? a : b))
    await writeTimeline(client, secretId, await loadTimeline(client, secretId))
    await client.query(
      `INSERT INTO dirty_day SELECT DISTINCT d.ref_id, d.day FROM edge_day d JOIN secret_reference r ON r.id = d.ref_id JOIN edge e ON e.ref_id = d.ref_id AND e.id = d.edge_id
       WHERE r.secret_id = $1 AND e.stage <> '' AND d.day >= coalesce(nullif($2, '')::date, '-infinity') ORDER BY 1, 2 ON CONFLICT (ref_id, day) DO UPDATE SET day = excluded.day`,
      [secretId, from],
    )
  }
}

/** A deletion or restoration that names no version (its number is an HMAC) cannot be told apart from one of any other version: it changes none. */
export async function loadTimeline(client: ClientBase, secretId: string): Promise<Timeline> {
  const { rows } = await client.query<{ version: string; change: string; stage: string; at: string }>(
    `SELECT v.version, v.change, v.stage, to_char(v.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
     FROM version_event v JOIN secret_reference r ON r.id = v.ref_id WHERE r.secret_id = $1 AND (v.version <> '' OR v.change IN ('created', 'current'))`,
    [secretId],
  )
  return versionTimeline(rows.map((row): VersionChange => ({ ref: row.version === '' ? unnamedVersion(row.at) : row.version, change: row.change, stage: row.stage, at: row.at })))
}

/** A store without versions (a Kubernetes Secret below Request level) is told apart by the time of the write. */
function unnamedVersion(at: string): string {
  return `written ${at.replace(/\.?0*Z$/, 'Z')}`
}

async function writeTimeline(client: ClientBase, secretId: string, { versions }: Timeline): Promise<void> {
  await client.query('DELETE FROM version WHERE secret_id = $1', [secretId])
  await client.query(
    `INSERT INTO version (secret_id, ref, state, created_at, current_from, current_to) SELECT $1, * FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[])`,
    [secretId, versions.map((v) => v.ref), versions.map((v) => v.state), versions.map((v) => v.createdAt), versions.map((v) => v.currentFrom), versions.map((v) => v.currentTo)],
  )
}
