import { EventsTable } from '#components/events/events-table.tsx'
import { ReadersTable } from '#components/secrets/readers-table.tsx'
import { eventsOf } from '#components/secrets/secret-columns.tsx'
import { prepareTimeline } from '#components/secrets/prepare-timeline.ts'
import { TimelineList } from '#components/secrets/timeline-list.tsx'
import { VersionsTable } from '#components/secrets/versions-table.tsx'
import { WritersTable } from '#components/secrets/writers-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FrameLink } from '#components/ui/frame-link.tsx'
import type { TimeRange } from '#lib/time-range.ts'
import type { Viewer } from '#lib/viewer.ts'
import { loadSecretEvents, loadSecretWriters, type SecretPageData } from '#server/load-secret-page.ts'

export const secretTabs = [
  { key: 'consumers', label: 'Consumers' },
  { key: 'timeline', label: 'Timeline' },
  { key: 'versions', label: 'Versions' },
  { key: 'changes', label: 'Changes' },
  { key: 'events', label: 'Events' },
] as const
export type SecretTabKey = (typeof secretTabs)[number]['key']

export function tabOf(text: string | undefined): SecretTabKey {
  return secretTabs.find(({ key }) => key === text)?.key ?? 'consumers'
}

type SecretTabProps = { tab: SecretTabKey; viewer: Viewer; page: SecretPageData; range: TimeRange; newSince: string | null }

export async function SecretTab({ tab, viewer, page, range, newSince }: SecretTabProps) {
  const { detail, readers, versions } = page
  const { id } = detail.secret
  if (tab === 'versions') return <VersionsTable secret={detail.secret} versions={versions.items} />
  if (tab === 'events') return <Events viewer={viewer} page={page} range={range} />
  if (tab === 'changes' || tab === 'timeline') {
    const writers = await loadSecretWriters(viewer, id)
    if (tab === 'changes') return <WritersTable secret={detail.secret} writers={writers.items} />
    return <TimelineList entries={prepareTimeline(readers.items, versions.items, writers.items)} />
  }
  if (readers.items.length === 0) return <EmptyState title={`Nobody asked for the value in ${range.label}.`}>Choose a longer time range to see earlier readers.</EmptyState>
  return (
    <div id="more">
      <ReadersTable secret={detail.secret} readers={readers.items} holders={detail.oldVersionHolders ?? []} newSince={newSince} name="All consumers" all />
      {readers.nextCursor && <p className="px-3 py-2 text-muted">The last {readers.items.length} readers are shown; the API and the command line list them all.</p>}
    </div>
  )
}

async function Events({ viewer, page, range }: Pick<SecretTabProps, 'viewer' | 'page' | 'range'>) {
  const { secret } = page.detail
  const events = await loadSecretEvents(viewer, secret.uri, range)
  if (events.items.length === 0) return <EmptyState title={`No event of this secret in ${range.label}.`}>Choose a longer time range.</EmptyState>
  return (
    <div className="space-y-2">
      <EventsTable rows={events.items} />
      <FrameLink href={eventsOf(secret)} className="inline-block px-3 text-accent underline underline-offset-2">{events.nextCursor ? 'All of them in the explorer' : 'Open in the explorer'}</FrameLink>
    </div>
  )
}
