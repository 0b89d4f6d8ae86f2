'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useCallback, useTransition } from 'react'

import type { EventPage, EventRow, EventSummary } from '#lib/api/list-events.ts'
import { exactCount } from '#lib/format/count.ts'
import { href } from '#lib/href-with.ts'
import type { TimeRange } from '#lib/time-range.ts'
import { Histogram } from '../charts/histogram.tsx'
import { prepareHistogram } from '../charts/prepare-histogram.ts'
import { useGoWith } from '../frame/use-go-with.ts'
import { buttonClasses } from '../ui/button.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { usePages } from '../ui/use-pages.ts'
import { EventDrawer } from './event-drawer.tsx'
import { EventFacets } from './event-facets.tsx'
import { eventColumns } from './event-columns.tsx'
import { NoEvents } from './no-events.tsx'
import { QueryBar, type QueryProblem } from './query-bar.tsx'
import { toggleTerm } from './query-terms.ts'

type EventsExplorerProps = { q: string; range: TimeRange; page: EventPage; summary: EventSummary; problem?: QueryProblem; hasSources: boolean; eventsEver: boolean }

export function EventsExplorer({ q, range, page, summary, problem, hasSources, eventsEver }: EventsExplorerProps) {
  const router = useRouter()
  const search = useSearchParams()
  const goWith = useGoWith()
  const [isPending, startTransition] = useTransition()
  const change = (changes: Record<string, string | undefined>) => startTransition(() => goWith({ event: undefined, ...changes }))
  const filter = { q: q || undefined, from: range.from, to: range.to }
  const { rows, loadMore, isFetching, error, retry } = usePages<EventRow>(href('/api/v1/events', { ...filter, limit: '200' }), page)
  const openId = search.get('event') ?? undefined
  // A drawer is part of the address, yet nothing that the server has to answer for.
  const show = useCallback((id: string | undefined) => {
    const next = new URLSearchParams(search)
    if (id) next.set('event', id)
    else next.delete('event')
    router.replace(`/events?${next}`, { scroll: false })
  }, [router, search])
  const openRow = useCallback((row: EventRow) => show(row.row), [show])
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-start gap-2 px-4 pb-1">
        <QueryBar q={q} problem={problem} onSearch={(text) => change({ q: text })} />
        {!problem && <ExportLinks filter={filter} />}
      </div>
      {!problem && <Histogram data={prepareHistogram(summary.histogram, range.from, range.to)} onRange={(chosen) => change({ range: chosen })} />}
      <div className="mt-2 flex min-h-0 flex-1 border-t border-line">
        <EventFacets q={q} facets={summary.facets} onChoose={(field, value, without) => change({ q: toggleTerm(q, field, value, without) })} />
        <div className="flex min-w-0 flex-1 flex-col">
          {rows.length === 0 ? (
            !problem && <NoEvents q={q} rangeLabel={range.label} hasSources={hasSources} eventsEver={eventsEver} onChange={change} />
          ) : (
            <DataTable
              name="Events"
              columns={eventColumns}
              rows={rows}
              rowKey={(row) => row.row}
              onOpen={openRow}
              openKey={openId}
              onEnd={loadMore}
              isStale={isPending}
              caption={<>{summary.estimated ? 'about ' : ''}<span data-count={summary.count}>{exactCount(summary.count)}</span> {summary.count === 1 ? 'event' : 'events'} in {range.label}{summary.estimated && ' (estimated: counting took too long)'}, newest first{isFetching && ' · loading more'}{error && <> · <button type="button" onClick={retry} className="text-critical underline">could not load more, try again</button></>}</>}
            />
          )}
        </div>
      </div>
      <EventDrawer row={rows.find(({ row }) => row === openId)} openId={openId} onClose={() => show(undefined)} q={q} />
    </>
  )
}

/** All rows of the filter, not only those in sight. */
function ExportLinks({ filter }: { filter: Record<string, string | undefined> }) {
  const classes = buttonClasses('outline', '!h-8')
  return (
    <>
      <a className={classes} href={href('/api/v1/events', { ...filter, format: 'csv' })} download>CSV</a>
      <a className={classes} href={href('/api/v1/events', { ...filter, format: 'jsonl' })} download>JSON Lines</a>
    </>
  )
}
