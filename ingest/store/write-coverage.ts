import type { ClientBase } from 'pg'
import type { Batch } from '../batch/batch.ts'
import { copyLines } from './copy-text.ts'

/** What the batch says of its feed: records by hour, passed records by name, oddities, quarantine, and how far each object has been read. */
export async function writeCoverage(client: ClientBase, batch: Batch): Promise<void> {
  await writeHours(client, batch)
  await writePassed(client, batch)
  await writeFlags(client, batch)
  await writeQuarantine(client, batch)
  if (batch.conflicts.length > 0) await writeConflicts(client, batch)
  await writeObjects(client, batch)
}

async function writeHours(client: ClientBase, batch: Batch): Promise<void> {
  const hours = [...batch.coverage].filter(([hour]) => hour !== '').sort(([a], [b]) => (a < b ? -1 : 1))
  if (hours.length === 0) return
  const column = <T>(of: (count: (typeof hours)[number][1]) => T) => hours.map(([, count]) => of(count))
  await client.query(
    `INSERT INTO coverage_hour AS known (feed_id, hour, records, events, duplicates, ignored, quarantined, first_at, last_at)
     SELECT $1::int, * FROM unnest($2::timestamptz[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::timestamptz[], $9::timestamptz[])
     ON CONFLICT (feed_id, hour) DO UPDATE SET records = known.records + excluded.records, events = known.events + excluded.events, duplicates = known.duplicates + excluded.duplicates,
       ignored = known.ignored + excluded.ignored, quarantined = known.quarantined + excluded.quarantined, first_at = least(known.first_at, excluded.first_at), last_at = greatest(known.last_at, excluded.last_at)`,
    [batch.feedId, hours.map(([hour]) => `${hour}:00:00Z`), column((c) => c.records), column((c) => c.events), column((c) => c.duplicates), column((c) => c.ignored), column((c) => c.quarantined), column((c) => c.firstAt), column((c) => c.lastAt)],
  )
}

async function writePassed(client: ClientBase, batch: Batch): Promise<void> {
  const passed = passedRows(batch)
  if (passed.length === 0) return
  await client.query(
    `INSERT INTO passed_record AS known (feed_id, verdict, service, event, count, last_at) SELECT $1::int, * FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[])
     ON CONFLICT (feed_id, verdict, service, event) DO UPDATE SET count = known.count + excluded.count, last_at = greatest(known.last_at, excluded.last_at)`,
    [batch.feedId, passed.map((p) => p.verdict), passed.map((p) => p.service), passed.map((p) => p.event), passed.map((p) => p.count), passed.map((p) => p.lastAt ?? null)],
  )
}

type PassedRow = { verdict: string; service: string; event: string; count: number; lastAt: string | undefined }

/** In the order of their key. Names are cut to what a row holds: two that are alike up to there are one row. */
function passedRows(batch: Batch): PassedRow[] {
  const rows = new Map<string, PassedRow>()
  for (const [verdict, services] of batch.passed)
    for (const [service, events] of services)
      for (const [event, { count, lastAt }] of events) {
        const key = `${verdict}\0${text(service)}\0${text(event)}`
        const known = rows.get(key)
        if (!known) rows.set(key, { verdict, service: text(service), event: text(event), count, lastAt })
        else {
          known.count += count
          if (lastAt !== undefined && (known.lastAt === undefined || lastAt > known.lastAt)) known.lastAt = lastAt
        }
      }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

async function writeFlags(client: ClientBase, batch: Batch): Promise<void> {
  const flags = [...batch.flags].sort(([a], [b]) => (a < b ? -1 : 1))
  if (flags.length === 0) return
  await client.query(
    `INSERT INTO flag_count AS known (feed_id, flag, count, last_at) SELECT $1::int, * FROM unnest($2::text[], $3::bigint[], $4::timestamptz[])
     ON CONFLICT (feed_id, flag) DO UPDATE SET count = known.count + excluded.count, last_at = greatest(known.last_at, excluded.last_at)`,
    [batch.feedId, flags.map(([flag]) => flag), flags.map(([, f]) => f.count), flags.map(([, f]) => f.lastAt ?? null)],
  )
}

async function writeQuarantine(client: ClientBase, batch: Batch): Promise<void> {
  if (batch.quarantine.length === 0) return
  await client.query('CREATE TEMPORARY TABLE IF NOT EXISTS stage_quarantine (feed_id int, object_name text, byte_offset bigint, byte_length bigint, reason text, path text, sha256 bytea) ON COMMIT DELETE ROWS')
  await copyLines(client, 'stage_quarantine', 'feed_id, object_name, byte_offset, byte_length, reason, path, sha256', batch.quarantine)
  await client.query(
    `INSERT INTO quarantine (feed_id, object_name, byte_offset, byte_length, reason, path, sha256) SELECT * FROM stage_quarantine ORDER BY sha256, reason ON CONFLICT (feed_id, sha256, reason) DO NOTHING`,
  )
}

async function writeConflicts(client: ClientBase, batch: Batch): Promise<void> {
  await client.query('CREATE TEMPORARY TABLE IF NOT EXISTS stage_conflict ON COMMIT DELETE ROWS AS SELECT * FROM event_conflict WITH NO DATA')
  await copyLines(client, 'stage_conflict', 'event_key, digest, native_id, feed_id, object_id, byte_offset, occurred_at', batch.conflicts)
  await client.query('INSERT INTO event_conflict SELECT * FROM stage_conflict ON CONFLICT DO NOTHING')
}

async function writeObjects(client: ClientBase, batch: Batch): Promise<void> {
  const objects = [...batch.objects.values()]
  if (objects.length === 0) return
  await client.query(
    `INSERT INTO source_object AS known (id, feed_id, name, size, modified_at, position, records, state)
     SELECT o.id, $1::int, o.name, o.size, o.modified_at, o.position, o.records, o.state
     FROM unnest($2::bigint[], $3::text[], $4::bigint[], $5::timestamptz[], $6::bigint[], $7::bigint[], $8::text[]) AS o (id, name, size, modified_at, position, records, state) ORDER BY o.id
     ON CONFLICT (id) DO UPDATE SET size = excluded.size, modified_at = excluded.modified_at, position = excluded.position, records = excluded.records, state = excluded.state, updated_at = now()`,
    [batch.feedId, objects.map((o) => o.id), objects.map((o) => text(o.name)), objects.map((o) => o.size), objects.map((o) => o.modifiedAt), objects.map((o) => o.position), objects.map((o) => o.records), objects.map((o) => o.state)],
  )
}

function text(value: string | undefined): string {
  return (value ?? '').replaceAll('\0', '\uFFFD').slice(0, 400)
}
