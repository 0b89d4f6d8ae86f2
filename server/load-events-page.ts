import 'server-only'

import type { EventPage, EventSummary } from '#lib/api/list-events.ts'
import { InvalidFilter } from '#lib/errors.ts'
import type { TimeRange } from '#lib/time-range.ts'
import type { Viewer } from '#lib/viewer.ts'
import { listEvents } from '#queries/list-events.ts'
import { listFeeds } from '#queries/list-feeds.ts'
import { summariseEvents } from '#queries/summarise-events.ts'
import { database } from './database.ts'

const rowsFirst = 200

export async function loadEventsPage(viewer: Viewer, q: string, range: TimeRange) {
  const [asked, feeds] = await Promise.all([ask(viewer, q, range), listFeeds(database(), viewer)])
  return { ...asked, hasSources: feeds.items.length > 0, eventsEver: feeds.items.some((feed) => feed.lastEventAt !== null) }
}

type Asked = { page: EventPage; summary: EventSummary; problem?: { message: string; column: number | null } }

/** A search that cannot be parsed is the reader's to correct: the page stays and points at the column. */
async function ask(viewer: Viewer, q: string, { from, to }: TimeRange): Promise<Asked> {
  const filter = { q: q || undefined, from, to }
  try {
    const [page, summary] = await Promise.all([listEvents(database(), viewer, { ...filter, limit: rowsFirst }), summariseEvents(database(), viewer, filter)])
    return { page, summary }
  } catch (error) {
    if (!(error instanceof InvalidFilter)) throw error
    const nothing: EventSummary = { count: 0, estimated: false, facets: [], histogram: { step: 'day', bars: [] } }
    return { page: { items: [], nextCursor: null }, summary: nothing, problem: { message: error.message, column: error.column ?? null } }
  }
}
