import type { Metadata } from 'next'

import { ConnectHint } from '#components/feeds/connect-hint.tsx'
import { FeedsTable } from '#components/feeds/feeds-table.tsx'
import { PassedRecordsTable } from '#components/feeds/passed-records-table.tsx'
import { QuarantineTable } from '#components/feeds/quarantine-table.tsx'
import { PageHeader } from '#components/frame/page-header.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FrameLink } from '#components/ui/frame-link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { counted } from '#lib/format/count.ts'
import { firstOf, type PageSearch } from '#lib/href-with.ts'
import { parseTimeRange } from '#lib/time-range.ts'
import type { Viewer } from '#lib/viewer.ts'
import { loadFeeds, loadLeftovers } from '#server/load-sources-page.ts'
import { pageViewer } from '#server/viewer.ts'

export const metadata: Metadata = { title: 'Sources' }

export default async function SourcesPage({ searchParams }: PageSearch) {
  const viewer = await pageViewer()
  const search = await searchParams
  const range = parseTimeRange(firstOf(search.range), new Date())
  const feed = firstOf(search.feed)
  const { feeds, coverage } = await loadFeeds(viewer, range)
  const gaps = coverage.feeds.reduce((sum, { gaps: own }) => sum + own.length, 0)
  return (
    <div className="pb-8">
      <PageHeader title="Sources">{feeds.items.length === 0 ? 'Nothing is connected yet' : `${counted(feeds.items.length, 'feed')}, ${counted(gaps, 'gap')} in ${range.label}`}</PageHeader>
      <div className="space-y-4 px-4">
        {feeds.items.length === 0 ? (
          <EmptyState title="No source is connected.">Whoread reads the audit logs that your stores already write. Bring the first ones in from the command line of this machine.</EmptyState>
        ) : (
          <Panel title="Feeds"><FeedsTable feeds={feeds.items} coverage={coverage.feeds} from={range.from} to={range.to} rangeLabel={range.label} /></Panel>
        )}
        {viewer.role !== 'owner' && feeds.items.length > 0 && <Leftovers viewer={viewer} feed={feed} />}
        <Panel title="Bring logs in"><ConnectHint /></Panel>
      </div>
    </div>
  )
}

/** What did not become facts. Sums over all secrets, so not for owners. */
async function Leftovers({ viewer, feed }: { viewer: Viewer; feed?: string }) {
  const { quarantine, passed } = await loadLeftovers(viewer, feed)
  const reasons = quarantine.reasons.map(({ reason, count }) => `${reason} ×${count}`).join(' · ')
  const all = feed && <>only {feed} · <FrameLink href="/sources" className="underline">all feeds</FrameLink></>
  return (
    <>
      <div id="quarantine"><Panel title="Quarantine" aside={all || reasons}><QuarantineTable rows={quarantine.items} /></Panel></div>
      <div id="passed"><Panel title="Records without facts" aside={all || 'unknown events first, then the most frequent'}><PassedRecordsTable rows={passed} /></Panel></div>
    </>
  )
}
