import type { ClientBase } from 'pg'

/**
 * Marks the days (UTC) whose versions must be derived anew; `moments` selects `ref_id, occurred_at`. A read and the trace of it may lie
 * two seconds apart, across midnight too. A mark that stands already is locked by the update: the deriver waits for this transaction before it takes the mark.
 */
export async function markDays(client: ClientBase, moments: string, values: readonly unknown[] = []): Promise<void> {
  await client.query(
    `INSERT INTO dirty_day SELECT DISTINCT m.ref_id, (near.at AT TIME ZONE 'UTC')::date FROM (${moments}) m
     CROSS JOIN LATERAL (VALUES (m.occurred_at - interval '2 seconds'), (m.occurred_at + interval '2 seconds')) AS near (at) ORDER BY 1, 2
     ON CONFLICT (ref_id, day) DO UPDATE SET day = excluded.day`,
    [...values],
  )
}

/** Marks whole days and their neighbours; `days` selects `ref_id, day`. */
export async function markWholeDays(client: ClientBase, days: string, values: readonly unknown[] = []): Promise<void> {
  await client.query(
    `INSERT INTO dirty_day SELECT DISTINCT d.ref_id, d.day + near FROM (${days}) d CROSS JOIN generate_series(-1, 1) AS near ORDER BY 1, 2 ON CONFLICT (ref_id, day) DO UPDATE SET day = excluded.day`,
    [...values],
  )
}
