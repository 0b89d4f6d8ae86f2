import type { ClientBase } from 'pg'

/** Takes events back out of the graph: another copy of them has won. Their registry rows stay. */
export async function retractEvents(client: ClientBase, keys: readonly string[]): Promise<void> {
  await client.query('CREATE TEMPORARY TABLE IF NOT EXISTS stage_retract (ref_id bigint, occurred_at timestamptz, event_key uuid, edge_id bigint) ON COMMIT DELETE ROWS; TRUNCATE stage_retract')
  await client.query(
    `INSERT INTO stage_retract SELECT a.ref_id, a.occurred_at, a.event_key, a.edge_id FROM event e JOIN access a ON a.occurred_at = e.occurred_at AND a.event_key = e.key WHERE e.key = ANY($1::uuid[])`,
    [keys],
  )
  await retractStaged(client)
  for (const table of ['trace', 'version_event', 'statement']) await client.query(`DELETE FROM ${table} WHERE event_key = ANY($1::uuid[])`, [keys])
}

/** Takes the accesses in `stage_retract` back: event rows, edges, days. First and last are looked up again, by index. */
export async function retractStaged(client: ClientBase): Promise<void> {
  await client.query(`
    DELETE FROM access a USING stage_retract r WHERE a.ref_id = r.ref_id AND a.occurred_at = r.occurred_at AND a.event_key = r.event_key;
    INSERT INTO dirty_day SELECT DISTINCT ref_id, (occurred_at AT TIME ZONE 'UTC')::date FROM stage_retract ORDER BY 1, 2 ON CONFLICT DO NOTHING;
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
}
