import type { Coverage, FeedCoverage, GetCoverageFilter } from '#lib/api/get-coverage.ts'
import { coverageOf, findGaps } from '#lib/coverage-gaps.ts'
import type { Viewer } from '#lib/viewer.ts'
import type { z } from 'zod'
import { isoTime, sql, storable, type Database } from './sql.ts'
import { rangeOf } from './time-range.ts'
import { seesEverything } from './viewer-scope.ts'

const hoursListedMaxMs = 100 * 86_400_000

type Hour = NonNullable<FeedCoverage['hours']>[number] & { feed: string; firstAt: string | null; lastAt: string | null }
type Feed = Pick<FeedCoverage, 'feed' | 'source' | 'cluster'>

/** What each feed could have shown in the range: its gaps by its own rhythm, which is taken from all it ever delivered. */
export async function getCoverage(db: Database, viewer: Viewer, filter: GetCoverageFilter): Promise<z.output<typeof Coverage>> {
  const range = rangeOf(filter)
  const wanted = filter.feed === undefined ? sql`TRUE` : sql`f.name = ${storable(filter.feed)}`
  const [feeds, hours] = await Promise.all([
    db.$queryRaw<Feed[]>`SELECT f.name AS feed, f.source, f.cluster FROM feed f WHERE ${wanted} ORDER BY f.name`,
    db.$queryRaw<Hour[]>`
      SELECT f.name AS feed, ${isoTime(sql`c.hour`)} AS hour, c.records::float8 AS records, c.events::float8 AS events, c.duplicates::float8 AS duplicates,
        c.ignored::float8 AS ignored, c.quarantined::float8 AS quarantined, ${isoTime(sql`c.first_at`)} AS "firstAt", ${isoTime(sql`c.last_at`)} AS "lastAt"
      FROM coverage_hour c JOIN feed f ON f.id = c.feed_id WHERE ${wanted} AND c.first_at IS NOT NULL ORDER BY c.hour`,
  ])
  const byFeed = Map.groupBy(hours, (hour) => hour.feed)
  const from = range.from ?? hours.map((hour) => hour.firstAt).filter((time) => time !== null).toSorted()[0] ?? null
  const to = range.to ?? hours.map((hour) => hour.lastAt).filter((time) => time !== null).toSorted().at(-1) ?? null
  const covered = feeds.map((feed) => coverageOfFeed(feed, byFeed.get(feed.feed) ?? [], from, to, seesEverything(viewer)))
  const ends = covered.map((feed) => feed.lastAt).filter((time) => time !== null).toSorted()
  return { from, to, completeUntil: ends[0] ?? null, feeds: covered }
}

function coverageOfFeed(feed: Feed, hours: Hour[], from: string | null, to: string | null, withCounts: boolean): FeedCoverage {
  const counts = hours.map(({ hour, records }) => ({ hour: Date.parse(hour), records }))
  const gaps = findGaps(counts)
  const [start, end] = [from === null ? 0 : Date.parse(from), to === null ? 0 : Date.parse(to)]
  const within = (time: string) => Date.parse(time) + 3_600_000 > start && Date.parse(time) < end
  return {
    ...feed,
    firstAt: hours[0]?.firstAt ?? null,
    lastAt: hours.map((hour) => hour.lastAt).filter((time) => time !== null).toSorted().at(-1) ?? null,
    coverage: coverageOf(counts, gaps, start, end),
    gaps: gaps.filter((gap) => gap.to > start && gap.from < end).map((gap) => ({ from: new Date(gap.from).toISOString(), to: new Date(gap.to).toISOString() })),
    hours: withCounts && end - start <= hoursListedMaxMs ? hours.filter(({ hour }) => within(hour)).map(({ feed: _feed, firstAt: _firstAt, lastAt: _lastAt, ...hour }) => hour) : null,
  }
}
