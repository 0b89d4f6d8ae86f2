import type { z } from 'zod'
import type { EventDetail, GetEventFilter } from '#lib/api/get-event.ts'
import { NotFound } from '#lib/errors.ts'
import type { Viewer } from '#lib/viewer.ts'
import { eventColumns, eventJoins } from './event-rows.ts'
import { isoTime, sql, type Database } from './sql.ts'
import { seesReference } from './viewer-scope.ts'

type Detail = z.output<typeof EventDetail>

/** One event with those of its targets that the viewer may see, and where its record is. */
export async function getEvent(db: Database, viewer: Viewer, filter: GetEventFilter): Promise<Detail> {
  const key = sql`${filter.id}::uuid`
  const accesses = await db.$queryRaw<Detail['accesses']>`
    SELECT ${eventColumns()},
      jsonb_build_object('feed', jsonb_build_object('name', f.name, 'source', f.source, 'cluster', f.cluster), 'object', coalesce(o.name, ''),
        'byteOffset', a.byte_offset, 'byteLength', a.byte_length, 'sha256', encode(a.sha256, 'hex')) AS provenance,
      (SELECT jsonb_build_object('method', n.method, 'sessionName', n.session_name, 'issuedAt', ${isoTime(sql`n.issued_at`)}, 'expiresAt', ${isoTime(sql`n.expires_at`)})
        FROM session n WHERE n.credential_id = a.credential_id ORDER BY n.issued_at <= a.occurred_at DESC, n.issued_at DESC, n.event_key LIMIT 1) AS session
    FROM access a ${eventJoins()} LEFT JOIN source_object o ON o.id = a.object_id
    WHERE a.occurred_at = (SELECT v.occurred_at FROM event v WHERE v.key = ${key}) AND a.event_key = ${key} AND ${seesReference(viewer, sql`a.ref_id`)}
    ORDER BY r.uri, a.ref_id`
  const first = accesses[0]
  if (!first) throw new NotFound('There is no such event, or it is not yours to see.')
  const conflicts = await db.$queryRaw<{ n: number }[]>`SELECT count(*)::float8 AS n FROM event_conflict c WHERE c.event_key = ${key}`
  return { id: first.id, occurredAt: first.occurredAt, accesses, conflicts: conflicts[0]?.n ?? 0 }
}
