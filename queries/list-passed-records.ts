import type { ListPassedRecordsFilter, PassedRecordRow } from '#lib/api/list-passed-records.ts'
import { Forbidden } from '#lib/errors.ts'
import type { Viewer } from '#lib/viewer.ts'
import { readCursor, writeCursor } from './page-cursor.ts'
import { allOf, isoTime, sql, storable, type Database } from './sql.ts'
import { seesEverything } from './viewer-scope.ts'

/** Records without facts by service and event name, the most frequent first. Not for owners: they are about everything. */
export async function listPassedRecords(db: Database, viewer: Viewer, filter: ListPassedRecordsFilter): Promise<{ items: PassedRecordRow[]; nextCursor: string | null }> {
  if (!seesEverything(viewer)) throw new Forbidden()
  const cursor = readCursor(filter.cursor, ['number', 'text', 'text', 'text', 'text'])
  const limit = filter.limit ?? 100
  const wanted = allOf([
    filter.feed === undefined ? sql`TRUE` : sql`f.name = ${storable(filter.feed)}`,
    filter.verdict === undefined ? sql`TRUE` : sql`p.verdict = ${filter.verdict}`,
    cursor === null
      ? sql`TRUE`
      : sql`p.count < ${cursor[0]}::float8 OR (p.count = ${cursor[0]}::float8 AND (f.name, p.verdict, p.service, p.event) > (${cursor[1]}, ${cursor[2]}, ${cursor[3]}, ${cursor[4]}))`,
  ])
  const rows = await db.$queryRaw<PassedRecordRow[]>`
    SELECT f.name AS feed, p.verdict, p.service, p.event, p.count::float8 AS count, ${isoTime(sql`p.last_at`)} AS "lastAt"
    FROM passed_record p JOIN feed f ON f.id = p.feed_id WHERE ${wanted} ORDER BY p.count DESC, f.name, p.verdict, p.service, p.event LIMIT ${limit + 1}`
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? writeCursor([last.count, last.feed, last.verdict, last.service, last.event]) : null }
}
