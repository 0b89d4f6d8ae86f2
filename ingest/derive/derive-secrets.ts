import type { ClientBase } from 'pg'
import type { SecretForm } from '#lib/facts.ts'
import { parseSecretUri } from '#lib/names/parse-secret-uri.ts'
import { markWholeDays } from '../store/mark-days.ts'
import { resolveReference, type NamingKnowledge } from '#lib/names/resolve-reference.ts'
import type { KeyedIds } from '../store/keyed-ids.ts'
import { refreshSecretOwners } from '../store/refresh-secret-owners.ts'

/** Which secret each reference means, by all that is known now. Only references that are new or still open are looked at. */
export async function deriveSecrets(client: ClientBase, ids: KeyedIds, known: NamingKnowledge): Promise<void> {
  const { rows } = await client.query<{ id: string; form: SecretForm; uri: string; secret_id: string | null }>(
    `SELECT id, form, uri, secret_id FROM secret_reference WHERE secret_id IS NULL OR form <> 'exact' ORDER BY id`,
  )
  const moved = rows
    .map((row) => ({ ...row, means: resolveReference(row.form, row.uri, known) }))
    .map((row) => ({ ...row, secretId: ids.id('secret', row.means) }))
    .filter((row) => row.secretId !== row.secret_id)
  if (moved.length === 0) return
  await insertSecrets(client, new Map(moved.map((row) => [row.secretId, row.means])))
  await client.query('UPDATE secret_reference r SET secret_id = m.secret_id FROM unnest($1::bigint[], $2::bigint[]) AS m (id, secret_id) WHERE r.id = m.id', [moved.map((row) => row.id), moved.map((row) => row.secretId)])
  const refs = moved.map((row) => row.id)
  await client.query(
    `INSERT INTO dirty_scope SELECT DISTINCT 'version:' || v.ref_id || '|' || min((v.occurred_at AT TIME ZONE 'UTC')::date)::text FROM version_event v WHERE v.ref_id = ANY($1::bigint[]) GROUP BY v.ref_id ON CONFLICT DO NOTHING`,
    [refs],
  )
  await markWholeDays(client, `SELECT ref_id, day FROM edge_day WHERE ref_id = ANY($1::bigint[]) UNION SELECT ref_id, (occurred_at AT TIME ZONE 'UTC')::date FROM trace WHERE ref_id = ANY($1::bigint[])`, [refs])
  await leaveSecrets(client, moved.flatMap((row) => row.secret_id ?? []))
  await refreshSecretOwners(client, moved.map((row) => BigInt(row.secretId)))
}

/** What a reference took along (versions, reads, traces) is missing where it was thought to belong: that secret is derived anew, or has nothing left. */
async function leaveSecrets(client: ClientBase, secretIds: readonly string[]): Promise<void> {
  if (secretIds.length === 0) return
  await client.query(`INSERT INTO dirty_scope SELECT 'version:' || id || '|' FROM secret_reference WHERE secret_id = ANY($1::bigint[]) ON CONFLICT DO NOTHING`, [secretIds])
  await markWholeDays(client, 'SELECT d.ref_id, d.day FROM edge_day d JOIN secret_reference r ON r.id = d.ref_id WHERE r.secret_id = ANY($1::bigint[])', [secretIds])
  await client.query('DELETE FROM version v WHERE v.secret_id = ANY($1::bigint[]) AND NOT EXISTS (SELECT FROM secret_reference r WHERE r.secret_id = v.secret_id)', [secretIds])
}

async function insertSecrets(client: ClientBase, secrets: ReadonlyMap<string, string>): Promise<void> {
  const rows = [...secrets].map(([id, uri]) => ({ id, uri, ...parseSecretUri(uri) }))
  const column = <T>(of: (row: (typeof rows)[number]) => T) => rows.map(of)
  await client.query(
    `INSERT INTO secret (id, uri, store, is_scope, account, region, cluster, namespace, name)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::boolean[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[]) ORDER BY 1 ON CONFLICT (id) DO NOTHING`,
    [column((r) => r.id), column((r) => r.uri), column((r) => r.store), column((r) => r.isScope), column((r) => r.account), column((r) => r.region), column((r) => r.cluster), column((r) => r.namespace), column((r) => r.name)],
  )
}
