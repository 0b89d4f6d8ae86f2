import 'server-only'

import { parseTimeRange } from '#lib/time-range.ts'
import { stateTrust, type TrustStatement } from '#lib/trust-statement.ts'
import type { Viewer } from '#lib/viewer.ts'
import { getCoverage } from '#queries/get-coverage.ts'
import { listFeeds } from '#queries/list-feeds.ts'
import { database } from './database.ts'

/** The footer never takes a page down with it: when it cannot be told, it says so. */
export async function loadTrustStatement(viewer: Viewer): Promise<TrustStatement | null> {
  const { from, to } = parseTimeRange('7d', new Date())
  try {
    const [feeds, coverage] = await Promise.all([listFeeds(database(), viewer), getCoverage(database(), viewer, { from, to })])
    return stateTrust(feeds.items, coverage, '7 days')
  } catch (error) {
    console.error('trust line:', error instanceof Error ? error.name : 'unknown')
    return null
  }
}
