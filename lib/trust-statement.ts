import type { Coverage } from './api/get-coverage.ts'
import type { FeedRow } from './api/list-feeds.ts'

export type TrustStatement = {
  feeds: number
  /** Feeds whose newest event is not later than their own rhythm explains. */
  feedsOnTime: number
  /** ISO 8601: every feed has delivered up to there. */
  completeUntil: string | null
  gaps: number
  /** What range the gaps were counted in, in words. */
  gapRange: string
}

/** Without a rhythm to compare with, an hour of silence is what a reader accepts as "on time". */
const lagMinutesMax = 60

/** A feed is late when its silence has lasted longer than an hour, or when a gap of it reaches to the end of what was looked at. */
export function stateTrust(feeds: FeedRow[], coverage: Coverage, gapRange: string): TrustStatement {
  const openEnded = new Set(coverage.feeds.filter((feed) => feed.gaps.some((gap) => gap.to === coverage.to)).map((feed) => feed.feed))
  const onTime = feeds.filter((feed) => feed.lagSeconds !== null && feed.lagSeconds <= lagMinutesMax * 60 && !openEnded.has(feed.name))
  return {
    feeds: feeds.length,
    feedsOnTime: onTime.length,
    completeUntil: coverage.completeUntil,
    gaps: coverage.feeds.reduce((sum, feed) => sum + feed.gaps.length, 0),
    gapRange,
  }
}
