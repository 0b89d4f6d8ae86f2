import type { ListQuarantineFilter, QuarantineRow } from '#lib/api/list-quarantine.ts'
import { Forbidden } from '#lib/errors.ts'
import type { Viewer } from '#lib/viewer.ts'
import { readCursor, writeCursor } from './page-cursor.ts'
import { allOf, isoTime, sql, storable, type Database } from './sql.ts'
import { seesEverything } from './viewer-scope.ts'

export type QuarantinePage = { items: QuarantineRow[]; nextCursor: string | null; reasons: { reason: string; count: number }[] }

/** Inputs that could not be understood, newest first. Whose secrets are in them nobody can say: not for owners. */
export async function listQuarantine(db: Database, viewer: Viewer, filter: ListQuarantineFilter): Promise<QuarantinePage> {
  if (!seesEverything(viewer)) throw new Forbidden()
  const ofFeed = filter.feed === undefined ? sql`TRUE` : sql`f.name = ${storable(filter.feed)}`
  const wanted = allOf([ofFeed, filter.reason === undefined ? sql`TRUE` : sql`q.reason = ${storable(filter.reason)}`])
  const cursor = readCursor(filter.cursor, ['id'])
  const limit = filter.limit ?? 100
  const [rows, reasons] = await Promise.all([
    db.$queryRaw<QuarantineRow[]>`
      SELECT q.id::text AS id, f.name AS feed, q.object_name AS object, q.byte_offset::float8 AS "byteOffset", q.byte_length::float8 AS "byteLength", q.reason, q.path,
        encode(q.sha256, 'hex') AS sha256, q.excerpt, ${isoTime(sql`q.first_seen`)} AS "firstSeen"
      FROM quarantine q JOIN feed f ON f.id = q.feed_id WHERE ${wanted} AND ${cursor === null ? sql`TRUE` : sql`q.id < ${cursor[0]}::bigint`} ORDER BY q.id DESC LIMIT ${limit + 1}`,
    db.$queryRaw<QuarantinePage['reasons']>`
      SELECT q.reason, count(*)::float8 AS count FROM quarantine q JOIN feed f ON f.id = q.feed_id WHERE ${ofFeed} GROUP BY 1 ORDER BY 2 DESC, 1`,
  ])
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? writeCursor([last.id]) : null, reasons }
}
