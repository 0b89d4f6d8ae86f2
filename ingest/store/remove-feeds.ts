import type { ClientBase } from 'pg'
import { retractStaged } from './retract-accesses.ts'

export type RemovedFeeds = { feeds: number; accesses: number; events: number }

/**
 * Takes feeds, and everything that came from them alone, out of the graph; what others delivered stays as it was. Rows that do not say
 * their feed (version events, sessions, namings) are told by name: `names` is a PostgreSQL regular expression that no other feed's names match.
 * Call it in a transaction; the derived rows must be derived anew afterwards.
 */
export async function removeFeeds(client: ClientBase, feedIds: readonly number[], names: string): Promise<RemovedFeeds> {
  const accesses = await stageGone(client, feedIds, names)
  await retractStaged(client)
  await deleteStatements(client, feedIds, names)
  const events = (await client.query('DELETE FROM event e USING gone_event g WHERE e.key = g.key')).rowCount ?? 0
  await deleteOrphans(client)
  const feeds = (await client.query('DELETE FROM feed WHERE id = ANY($1::int[])', [feedIds])).rowCount ?? 0
  await client.query(`INSERT INTO dirty_scope SELECT unnest(ARRAY['reference', 'naming', 'session', 'identity']) ON CONFLICT DO NOTHING`)
  return { feeds, accesses, events }
}

/** Remembers what is about to lose a mention: only that may become an orphan. */
async function stageGone(client: ClientBase, feedIds: readonly number[], names: string): Promise<number> {
  await client.query(`
    CREATE TEMPORARY TABLE IF NOT EXISTS stage_retract (ref_id bigint, occurred_at timestamptz, event_key uuid, edge_id bigint) ON COMMIT DELETE ROWS;
    TRUNCATE stage_retract;
    CREATE TEMPORARY TABLE gone_event (key uuid PRIMARY KEY) ON COMMIT DROP;
    CREATE TEMPORARY TABLE gone_ref (id bigint PRIMARY KEY, secret_id bigint) ON COMMIT DROP;
    CREATE TEMPORARY TABLE gone_edge ON COMMIT DROP AS SELECT ref_id, actor_id, subject_id, place_id, client_id FROM edge WITH NO DATA;
    CREATE TEMPORARY TABLE gone_identity (id bigint PRIMARY KEY, identity_id bigint) ON COMMIT DROP`)
  const staged = await client.query('INSERT INTO stage_retract SELECT ref_id, occurred_at, event_key, edge_id FROM access WHERE feed_id = ANY($1::int[])', [feedIds])
  await client.query(
    `INSERT INTO gone_edge
     SELECT ref_id, actor_id, subject_id, place_id, client_id FROM edge WHERE (ref_id, id) IN (SELECT ref_id, edge_id FROM stage_retract)
     UNION ALL SELECT ref_id, actor_id, subject_id, place_id, client_id FROM trace_edge WHERE (ref_id, id) IN (SELECT ref_id, edge_id FROM trace WHERE feed_id = ANY($1::int[]))`,
    [feedIds],
  )
  await client.query(`INSERT INTO gone_ref SELECT id, secret_id FROM secret_reference WHERE uri ~ $1 OR id IN (SELECT ref_id FROM gone_edge)`, [names])
  await client.query(
    `INSERT INTO gone_identity SELECT id, identity_id FROM identity_reference WHERE uri ~ $1
       OR id IN (SELECT actor_id FROM gone_edge UNION SELECT subject_id FROM gone_edge UNION SELECT actor_id FROM version_event WHERE ref_id IN (SELECT id FROM gone_ref)
         UNION SELECT s.subject_id FROM session s JOIN identity_reference i ON i.id = s.identity_id WHERE i.uri ~ $1)`,
    [names],
  )
  await client.query(
    `INSERT INTO gone_event
     SELECT event_key FROM stage_retract UNION SELECT event_key FROM trace WHERE feed_id = ANY($1::int[]) UNION SELECT event_key FROM statement WHERE feed_id = ANY($1::int[])
     UNION SELECT v.event_key FROM version_event v JOIN secret_reference r ON r.id = v.ref_id WHERE r.uri ~ $2
     UNION SELECT s.event_key FROM session s JOIN identity_reference i ON i.id = s.identity_id WHERE i.uri ~ $2`,
    [feedIds, names],
  )
  return staged.rowCount ?? 0
}

async function deleteStatements(client: ClientBase, feedIds: readonly number[], names: string): Promise<void> {
  await client.query(`INSERT INTO dirty_day SELECT DISTINCT ref_id, (occurred_at AT TIME ZONE 'UTC')::date FROM trace WHERE feed_id = ANY($1::int[]) ON CONFLICT DO NOTHING`, [feedIds])
  for (const table of ['trace', 'statement', 'event_conflict']) await client.query(`DELETE FROM ${table} WHERE feed_id = ANY($1::int[])`, [feedIds])
  await client.query('DELETE FROM version_event v USING secret_reference r WHERE r.id = v.ref_id AND r.uri ~ $1', [names])
  await client.query('DELETE FROM session s USING identity_reference i WHERE i.id = s.identity_id AND i.uri ~ $1', [names])
  await client.query('DELETE FROM naming WHERE name ~ $1 OR means ~ $1', [names])
}

/** Of what lost a mention, that which nobody mentions any more. Edges first, then what only they held. */
async function deleteOrphans(client: ClientBase): Promise<void> {
  await client.query(`
    DELETE FROM trace_edge d USING gone_ref g WHERE d.ref_id = g.id AND NOT EXISTS (SELECT FROM trace t WHERE t.ref_id = d.ref_id AND t.edge_id = d.id);
    DELETE FROM edge_version_day d USING gone_ref g WHERE d.ref_id = g.id AND NOT EXISTS (SELECT FROM edge e WHERE e.ref_id = d.ref_id AND e.id = d.edge_id);
    DELETE FROM secret_reference r USING gone_ref g WHERE r.id = g.id
      AND NOT EXISTS (SELECT FROM edge e WHERE e.ref_id = r.id) AND NOT EXISTS (SELECT FROM trace t WHERE t.ref_id = r.id) AND NOT EXISTS (SELECT FROM version_event v WHERE v.ref_id = r.id);
    DELETE FROM dirty_day d USING gone_ref g WHERE d.ref_id = g.id AND NOT EXISTS (SELECT FROM secret_reference r WHERE r.id = d.ref_id);
    DELETE FROM version v WHERE v.secret_id IN (SELECT secret_id FROM gone_ref) AND NOT EXISTS (SELECT FROM secret_reference r WHERE r.secret_id = v.secret_id);
    DELETE FROM secret s WHERE s.id IN (SELECT secret_id FROM gone_ref) AND NOT EXISTS (SELECT FROM secret_reference r WHERE r.secret_id = s.id);
    DELETE FROM identity_reference i USING gone_identity g WHERE i.id = g.id
      AND NOT EXISTS (SELECT FROM edge e WHERE e.actor_id = i.id) AND NOT EXISTS (SELECT FROM edge e WHERE e.subject_id = i.id)
      AND NOT EXISTS (SELECT FROM trace t WHERE t.actor_id = i.id) AND NOT EXISTS (SELECT FROM trace_edge t WHERE t.subject_id = i.id) AND NOT EXISTS (SELECT FROM version_event v WHERE v.actor_id = i.id)
      AND NOT EXISTS (SELECT FROM session s WHERE s.identity_id = i.id) AND NOT EXISTS (SELECT FROM session s WHERE s.subject_id = i.id)
      AND NOT EXISTS (SELECT FROM statement t WHERE t.fact = 'identity' AND t.about = i.uri);
    DELETE FROM identity n WHERE n.id IN (SELECT identity_id FROM gone_identity) AND NOT EXISTS (SELECT FROM identity_reference i WHERE i.identity_id = n.id);
    DELETE FROM place p WHERE p.id IN (SELECT place_id FROM gone_edge) AND NOT EXISTS (SELECT FROM edge e WHERE e.place_id = p.id) AND NOT EXISTS (SELECT FROM trace_edge t WHERE t.place_id = p.id);
    DELETE FROM client c WHERE c.id IN (SELECT client_id FROM gone_edge) AND NOT EXISTS (SELECT FROM edge e WHERE e.client_id = c.id) AND NOT EXISTS (SELECT FROM trace_edge t WHERE t.client_id = c.id)`)
}
