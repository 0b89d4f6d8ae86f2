import type { Metadata } from 'next'

import { EventsExplorer } from '#components/events/events-explorer.tsx'
import type { QueryProblem } from '#components/events/query-bar.tsx'
import { PageHeader } from '#components/frame/page-header.tsx'
import type { EventPage, EventSummary } from '#lib/api/list-events.ts'
import { InvalidFilter } from '#lib/errors.ts'
import { counted } from '#lib/format/count.ts'
import { firstOf, type PageSearch } from '#lib/href-with.ts'
import { parseTimeRange, type TimeRange } from '#lib/time-range.ts'
import type { Viewer } from '#lib/viewer.ts'
import { listEvents } from '#queries/list-events.ts'
import { listFeeds } from '#queries/list-feeds.ts'
import { summariseEvents } from '#queries/summarise-events.ts'
import { database } from '#server/database.ts'
import { pageViewer } from '#server/viewer.ts'

export const metadata: Metadata = { title: 'Events' }

const rowsFirst = 200

export default async function EventsPage({ searchParams }: PageSearch) {
  const viewer = await pageViewer()
  const search = await searchParams
  const range = parseTimeRange(firstOf(search.range), new Date())
  const q = firstOf(search.q) ?? ''
  const [{ page, summary, problem }, feeds] = await Promise.all([ask(viewer, q, range), listFeeds(database(), viewer)])
  return (
    <div className="flex h-full flex-col">
      <PageHeader title="Events">{problem ? 'The search cannot be understood yet' : `${summary.estimated ? 'About ' : ''}${counted(summary.count, 'event')} ${q ? 'match ' : ''}in ${range.label}`}</PageHeader>
      <EventsExplorer key={`${q} ${range.from} ${range.to}`} q={q} range={range} page={page} summary={summary} problem={problem} hasSources={feeds.items.length > 0} eventsEver={feeds.items.some((feed) => feed.lastEventAt !== null)} />
    </div>
  )
}

type Asked = { page: EventPage; summary: EventSummary; problem?: QueryProblem }

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
