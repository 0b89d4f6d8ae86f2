import 'server-only'

import type { TimeRange } from '#lib/time-range.ts'
import type { Viewer } from '#lib/viewer.ts'
import { getCoverage } from '#queries/get-coverage.ts'
import { listFeeds } from '#queries/list-feeds.ts'
import { listPassedRecords } from '#queries/list-passed-records.ts'
import { listQuarantine } from '#queries/list-quarantine.ts'
import { database } from './database.ts'

export async function loadFeeds(viewer: Viewer, { from, to }: TimeRange) {
  const [feeds, coverage] = await Promise.all([listFeeds(database(), viewer), getCoverage(database(), viewer, { from, to })])
  return { feeds, coverage }
}

/** What did not become facts, unknown events first. */
export async function loadLeftovers(viewer: Viewer, feed: string | undefined) {
  const db = database()
  const [quarantine, unknown, known] = await Promise.all([
    listQuarantine(db, viewer, { feed, limit: 100 }),
    listPassedRecords(db, viewer, { feed, verdict: 'unknown', limit: 50 }),
    listPassedRecords(db, viewer, { feed, limit: 50 }),
  ])
  return { quarantine, passed: [...unknown.items, ...known.items.filter(({ verdict }) => verdict !== 'unknown')] }
}
