import type { ClientBase } from 'pg'

export const accessColumns = 'ref_id, occurred_at, event_key, edge_id, object_id, byte_offset, byte_length, feed_id, derived, credential_id, sha256, native_id, ip'
export const edgeColumns = 'id, ref_id, actor_id, subject_id, action, outcome, code, disclosed, precision, version, stage, place_id, client_id, effective, via'
export const traceColumns = 'ref_id, occurred_at, event_key, actor_id, edge_id, version, stands_alone, object_id, byte_offset, byte_length, feed_id, sha256, native_id, ip'

/** Temporary tables of one connection: COPY lands here first, each statement folds from here, every commit empties them. */
export async function createStageTables(client: ClientBase): Promise<void> {
  await client.query(`
    CREATE TEMPORARY TABLE IF NOT EXISTS stage_event (key uuid, digest bigint, core bigint, occurred_at timestamptz) ON COMMIT DELETE ROWS;
    CREATE TEMPORARY TABLE IF NOT EXISTS stage_fresh (key uuid) ON COMMIT DELETE ROWS;
    CREATE TEMPORARY TABLE IF NOT EXISTS stage_access ON COMMIT DELETE ROWS AS SELECT ${accessColumns} FROM access WITH NO DATA;
    CREATE TEMPORARY TABLE IF NOT EXISTS stage_edge ON COMMIT DELETE ROWS AS SELECT ${edgeColumns} FROM edge WITH NO DATA;
    CREATE TEMPORARY TABLE IF NOT EXISTS stage_trace ON COMMIT DELETE ROWS AS SELECT ${traceColumns} FROM trace WITH NO DATA;
    CREATE TEMPORARY TABLE IF NOT EXISTS stage_version ON COMMIT DELETE ROWS AS SELECT ref_id, event_key, version, change, stage, occurred_at, actor_id FROM version_event WITH NO DATA;
    CREATE TEMPORARY TABLE IF NOT EXISTS stage_statement ON COMMIT DELETE ROWS AS SELECT event_key, ordinal, fact, about, change, occurred_at, feed_id, native_id, data FROM statement WITH NO DATA;
  `)
}

