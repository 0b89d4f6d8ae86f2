import type { ClientBase } from 'pg'
import { markDays } from './mark-days.ts'
import { accessColumns, edgeColumns } from './stage-tables.ts'

/** Folds what stands in `stage_access` (and the dimensions in `stage_edge`) into events, edges and days, and marks the days whose versions must be derived anew. */
export async function foldAccesses(client: ClientBase): Promise<void> {
  await client.query(`INSERT INTO access (${accessColumns}) SELECT ${accessColumns} FROM stage_access`)
  await client.query(
    `INSERT INTO edge AS known (${edgeColumns}, count, first_at, last_at)
     SELECT ${dimensions('d')}, c.count, c.first_at, c.last_at
     FROM (SELECT edge_id, count(*) AS count, min(occurred_at) AS first_at, max(occurred_at) AS last_at FROM stage_access GROUP BY edge_id) c JOIN stage_edge d ON d.id = c.edge_id
     ORDER BY d.ref_id, d.id
     ON CONFLICT (ref_id, id) DO UPDATE SET count = known.count + excluded.count, first_at = least(known.first_at, excluded.first_at), last_at = greatest(known.last_at, excluded.last_at)`,
  )
  await client.query(
    `INSERT INTO edge_day AS known (ref_id, edge_id, day, count)
     SELECT ref_id, edge_id, (occurred_at AT TIME ZONE 'UTC')::date, count(*) FROM stage_access GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
     ON CONFLICT (ref_id, edge_id, day) DO UPDATE SET count = known.count + excluded.count`,
  )
  await markDays(client, derivableReads)
  await client.query(provenNames)
}

/** Reads whose version is to be inferred, and reads that a key service's trace may belong to. */
const derivableReads = `SELECT a.ref_id, a.occurred_at FROM stage_access a JOIN stage_edge d ON d.id = a.edge_id JOIN secret_reference r ON r.id = a.ref_id
  WHERE NOT a.derived AND d.action = 0 AND d.outcome = 0 AND (d.stage <> '' OR r.store IN ('aws-ssm', 'aws-secretsmanager'))`

/** A success under a plain name tells what ARNs may mean (derive/naming-knowledge.ts). */
const provenNames = `INSERT INTO dirty_scope SELECT 'naming' WHERE EXISTS (
    SELECT FROM stage_edge d JOIN secret_reference r ON r.id = d.ref_id WHERE d.outcome = 0 AND r.form = 'exact' AND r.store = 'aws-secretsmanager')
    AND EXISTS (SELECT FROM secret_reference WHERE form = 'aws-arn')
  ON CONFLICT DO NOTHING`

function dimensions(alias: string): string {
  return edgeColumns.split(', ').map((column) => `${alias}.${column}`).join(', ')
}
