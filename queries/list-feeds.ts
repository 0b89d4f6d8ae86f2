import type { FeedRow } from '#lib/api/list-feeds.ts'
import type { Viewer } from '#lib/viewer.ts'
import { isoTime, sql, type Database } from './sql.ts'
import { seesEverything } from './viewer-scope.ts'

type Row = Omit<FeedRow, 'counts' | 'lagSeconds'> & NonNullable<FeedRow['counts']>

/** All feeds; an owner is not told counts, which are sums over everybody's secrets. */
export async function listFeeds(db: Database, viewer: Viewer): Promise<{ items: FeedRow[]; nextCursor: string | null }> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT f.id, f.name, f.source, f.cluster, f.demo, coalesce(h.records, 0)::float8 AS records, coalesce(h.events, 0)::float8 AS events, coalesce(h.duplicates, 0)::float8 AS duplicates,
      coalesce(h.ignored, 0)::float8 AS ignored, q.n::float8 AS quarantined, o.n::float8 AS objects, coalesce(p.n, 0)::float8 AS "unknownRecords",
      ${isoTime(sql`h.first_at`)} AS "firstEventAt", ${isoTime(sql`h.last_at`)} AS "lastEventAt", ${isoTime(sql`o.updated_at`)} AS "lastIngestAt"
    FROM feed f
      LEFT JOIN LATERAL (SELECT sum(c.records) AS records, sum(c.events) AS events, sum(c.duplicates) AS duplicates, sum(c.ignored) AS ignored, min(c.first_at) AS first_at, max(c.last_at) AS last_at
        FROM coverage_hour c WHERE c.feed_id = f.id) h ON TRUE
      LEFT JOIN LATERAL (SELECT count(*) AS n FROM quarantine c WHERE c.feed_id = f.id) q ON TRUE
      LEFT JOIN LATERAL (SELECT count(*) AS n, max(c.updated_at) AS updated_at FROM source_object c WHERE c.feed_id = f.id) o ON TRUE
      LEFT JOIN LATERAL (SELECT sum(c.count) AS n FROM passed_record c WHERE c.feed_id = f.id AND c.verdict = 'unknown') p ON TRUE
    ORDER BY f.name`
  const items = rows.map(({ records, events, duplicates, ignored, quarantined, objects, unknownRecords, ...feed }) => ({
    ...feed,
    counts: seesEverything(viewer) ? { records, events, duplicates, ignored, quarantined, objects, unknownRecords } : null,
    lagSeconds: feed.lastEventAt === null ? null : Math.max(0, Math.round((Date.now() - Date.parse(feed.lastEventAt)) / 1000)),
  }))
  return { items, nextCursor: null }
}
