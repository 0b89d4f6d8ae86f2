import type { ClientBase } from 'pg'
import { markDays } from './mark-days.ts'

/** Takes events back out of the graph: another copy of them has won. Their registry rows stay. */
export async function retractEvents(client: ClientBase, keys: readonly string[]): Promise<void> {
  await client.query('CREATE TEMPORARY TABLE IF NOT EXISTS stage_retract (ref_id bigint, occurred_at timestamptz, event_key uuid, edge_id bigint) ON COMMIT DELETE ROWS; TRUNCATE stage_retract')
  await client.query(
    `INSERT INTO stage_retract SELECT a.ref_id, a.occurred_at, a.event_key, a.edge_id FROM event e JOIN access a ON a.occurred_at = e.occurred_at AND a.event_key = e.key WHERE e.key = ANY($1::uuid[])`,
    [keys],
  )
  await retractStaged(client)
  await markDays(client, 'SELECT ref_id, occurred_at FROM trace WHERE event_key = ANY($1::uuid[])', [keys])
  await client.query(
    `INSERT INTO dirty_scope SELECT 'version:' || ref_id || '|' || min((occurred_at AT TIME ZONE 'UTC')::date)::text FROM version_event WHERE event_key = ANY($1::uuid[]) GROUP BY ref_id
     UNION SELECT 'identity' FROM statement WHERE event_key = ANY($1::uuid[]) UNION SELECT 'naming' ORDER BY 1 ON CONFLICT DO NOTHING`,
    [keys],
  )
  for (const table of ['trace', 'version_event', 'statement']) await client.query(`DELETE FROM ${table} WHERE event_key = ANY($1::uuid[])`, [keys])
}

/** Takes the accesses in `stage_retract` back: event rows, edges, days. First and last are looked up again, by index. */
export async function retractStaged(client: ClientBase): Promise<void> {
  await client.query(`
    DELETE FROM access a USING stage_retract r WHERE a.ref_id = r.ref_id AND a.occurred_at = r.occurred_at AND a.event_key = r.event_key;
    UPDATE edge_day d SET count = d.count - r.count
      FROM (SELECT ref_id, edge_id, (occurred_at AT TIME ZONE 'UTC')::date AS day, count(*)::int AS count FROM stage_retract GROUP BY 1, 2, 3) r
      WHERE d.ref_id = r.ref_id AND d.edge_id = r.edge_id AND d.day = r.day;
    DELETE FROM edge_day d USING stage_retract r WHERE d.ref_id = r.ref_id AND d.edge_id = r.edge_id AND d.count <= 0;
    UPDATE edge e SET count = e.count - r.count,
        first_at = coalesce((SELECT min(a.occurred_at) FROM access a WHERE a.edge_id = e.id), e.first_at),
        last_at = coalesce((SELECT max(a.occurred_at) FROM access a WHERE a.edge_id = e.id), e.last_at)
      FROM (SELECT ref_id, edge_id, count(*) AS count FROM stage_retract GROUP BY 1, 2) r
      WHERE e.ref_id = r.ref_id AND e.id = r.edge_id;
    DELETE FROM edge e USING stage_retract r WHERE e.ref_id = r.ref_id AND e.id = r.edge_id AND e.count <= 0;
  `)
  await markDays(client, 'SELECT ref_id, occurred_at FROM stage_retract')
}
