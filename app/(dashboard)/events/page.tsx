import type { Metadata } from 'next'

import { EventsExplorer } from '#components/events/events-explorer.tsx'
import { PageHeader } from '#components/frame/page-header.tsx'
import { counted } from '#lib/format/count.ts'
import { firstOf, type PageSearch } from '#lib/href-with.ts'
import { parseTimeRange } from '#lib/time-range.ts'
import { loadEventsPage } from '#server/load-events-page.ts'
import { pageViewer } from '#server/viewer.ts'

export const metadata: Metadata = { title: 'Events' }

export default async function EventsPage({ searchParams }: PageSearch) {
  const viewer = await pageViewer()
  const search = await searchParams
  const range = parseTimeRange(firstOf(search.range), new Date())
  const q = firstOf(search.q) ?? ''
  const { page, summary, problem, hasSources, eventsEver } = await loadEventsPage(viewer, q, range)
  return (
    <div className="flex h-full flex-col">
      <PageHeader title="Events">{problem ? 'The search cannot be understood yet' : `${summary.estimated ? 'About ' : ''}${counted(summary.count, 'event')} ${q ? 'match ' : ''}in ${range.label}`}</PageHeader>
      <EventsExplorer key={`${q} ${range.from} ${range.to}`} q={q} range={range} page={page} summary={summary} problem={problem} hasSources={hasSources} eventsEver={eventsEver} />
    </div>
  )
}
