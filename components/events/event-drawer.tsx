'use client'

import { useQuery } from '@tanstack/react-query'

import type { EventDetail } from '#lib/api/get-event.ts'
import type { EventRow } from '#lib/api/list-events.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { fetchJson, RequestProblem } from '../ui/fetch-json.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { EventFacts } from './event-facts.tsx'

/** `openId` may come from a link whose row is not among those loaded: the event's id is its first part. */
export function EventDrawer({ row, openId, onClose, q }: { row?: EventRow; openId?: string; onClose: () => void; q: string }) {
  const id = row?.id ?? openId?.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/)?.[0]
  const event = useQuery({ queryKey: ['event', id], enabled: Boolean(id), queryFn: ({ signal }) => fetchJson<EventDetail>(`/api/v1/events/${id}`, signal) })
  return (
    <Dialog isOpen={Boolean(openId)} onClose={onClose} title="Event" shape="drawer">
      <div className="min-h-0 flex-1 overflow-y-auto">
        {event.isError || !id ? (
          <ErrorState title={event.error instanceof RequestProblem ? event.error.message : 'This event could not be loaded.'} id={event.error instanceof RequestProblem ? event.error.id : undefined} onRetry={() => void event.refetch()} />
        ) : event.data ? (
          <EventFacts event={event.data} chosen={openId} q={q} />
        ) : (
          <div className="space-y-3 p-4">{Array.from({ length: 14 }, (_, at) => <Skeleton key={at} className="h-5" />)}</div>
        )}
      </div>
    </Dialog>
  )
}
