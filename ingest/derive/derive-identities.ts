import type { ClientBase } from 'pg'
import type { IdentityForm } from '#lib/facts.ts'
import { markWholeDays } from '../store/mark-days.ts'
import type { KeyedIds } from '../store/keyed-ids.ts'
import type { IdentityNaming } from './naming-knowledge.ts'

type LoggedName = { id: string; form: IdentityForm; uri: string; identity_id: string | null; session_uri: string | null }

/** Which identity each logged name means, its kind, its name for people, and since when it is disabled. */
export async function deriveIdentities(client: ClientBase, ids: KeyedIds, known: IdentityNaming): Promise<void> {
  const { rows } = await client.query<LoggedName>(
    `SELECT r.id, r.form, r.uri, r.identity_id, s.uri AS session_uri FROM identity_reference r
     LEFT JOIN LATERAL (
       SELECT min(holder.uri COLLATE "C") AS uri FROM session JOIN identity_reference holder ON holder.id = session.identity_id
       WHERE r.form = 'vault-token' AND session.credential = regexp_replace(r.uri, '^vault:(.*):token:([^:]*)$', 'vault-token:\\1:\\2')
     ) s ON true
     WHERE r.identity_id IS NULL OR r.form <> 'exact' ORDER BY r.id`,
  )
  const moved = rows
    .map((row) => ({ ...row, means: identityUri(row, known) }))
    .map((row) => ({ ...row, identityId: ids.id('canonical identity', row.means) }))
    .filter((row) => row.identityId !== row.identity_id)
  if (moved.length > 0) {
    await client.query(`INSERT INTO identity (id, uri, kind, display_name) SELECT DISTINCT id, uri, 6, '' FROM unnest($1::bigint[], $2::text[]) AS n (id, uri) ORDER BY id ON CONFLICT (id) DO NOTHING`, [moved.map((row) => row.identityId), moved.map((row) => row.means)])
    await client.query('UPDATE identity_reference r SET identity_id = m.identity_id FROM unnest($1::bigint[], $2::bigint[]) AS m (id, identity_id) WHERE r.id = m.id', [moved.map((row) => row.id), moved.map((row) => row.identityId)])
    await markReads(client, moved.filter((row) => row.identity_id !== null).map((row) => row.id))
  }
  await describeIdentities(client)
  await deriveDisabled(client)
}

/** A trace belongs to a read of the same identity: what a name means decides which. */
async function markReads(client: ClientBase, renamed: readonly string[]): Promise<void> {
  if (renamed.length === 0) return
  await markWholeDays(
    client,
    `SELECT d.ref_id, d.day FROM edge e JOIN edge_day d ON d.ref_id = e.ref_id AND d.edge_id = e.id WHERE e.actor_id = ANY($1::bigint[]) AND e.action = 0
     UNION SELECT ref_id, (occurred_at AT TIME ZONE 'UTC')::date FROM trace WHERE actor_id = ANY($1::bigint[])`,
    [renamed],
  )
}

function identityUri(name: LoggedName, known: IdentityNaming): string {
  switch (name.form) {
    case 'exact':
      return name.uri
    case 'aws-role-name':
      return known.roles.get(name.uri) ?? name.uri
    case 'gcp-unique-id': {
      const id = name.uri.slice(name.uri.indexOf(':') + 1)
      const email = known.uniqueIds.get(id)
      return email === undefined ? name.uri : email.includes(':') ? email : `serviceAccount:${email}`
    }
    case 'vault-token':
      return name.session_uri ?? name.uri.replace(/:token:.*$/, ':unproven:unknown token')
  }
}

/** Of several hints the surest kind and the first name in text order, over all references: the same whatever came first. */
async function describeIdentities(client: ClientBase): Promise<void> {
  await client.query(
    `UPDATE identity i SET kind = r.kind, display_name = r.display_name
     FROM (SELECT identity_id, min(kind) AS kind, coalesce(min(display_name) FILTER (WHERE form = 'exact'), min(display_name)) AS display_name FROM identity_reference WHERE identity_id IS NOT NULL GROUP BY identity_id) r
     WHERE i.id = r.identity_id AND (i.kind, i.display_name) IS DISTINCT FROM (r.kind, r.display_name)`,
  )
}

/** Disabled since the last event that disabled or deleted it, unless a later one enabled or made it again. */
async function deriveDisabled(client: ClientBase): Promise<void> {
  await client.query(
    `UPDATE identity i SET disabled_at = s.disabled_at
     FROM (
       SELECT r.identity_id,
         CASE WHEN max(occurred_at) FILTER (WHERE change IN ('disabled', 'deleted')) > coalesce(max(occurred_at) FILTER (WHERE change IN ('enabled', 'created')), '-infinity')
              THEN max(occurred_at) FILTER (WHERE change IN ('disabled', 'deleted')) END AS disabled_at
       FROM statement s JOIN identity_reference r ON r.uri = s.about
       WHERE s.fact = 'identity' AND s.change IN ('disabled', 'deleted', 'enabled', 'created') GROUP BY r.identity_id
     ) s
     WHERE i.id = s.identity_id AND i.disabled_at IS DISTINCT FROM s.disabled_at`,
  )
  await client.query(
    `UPDATE identity i SET disabled_at = NULL WHERE i.disabled_at IS NOT NULL AND NOT EXISTS (
       SELECT FROM identity_reference r JOIN statement s ON s.fact = 'identity' AND s.about = r.uri AND s.change IN ('disabled', 'deleted') WHERE r.identity_id = i.id)`,
  )
}
