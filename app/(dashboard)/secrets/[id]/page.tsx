import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'

import { prepareReadsChart } from '#components/charts/prepare-reads-chart.ts'
import { ReadsChart } from '#components/charts/reads-chart.tsx'
import { ChangesPanel } from '#components/secrets/changes-panel.tsx'
import { ExpectedPanel } from '#components/secrets/expected-panel.tsx'
import { ReadersTable } from '#components/secrets/readers-table.tsx'
import { eventsOf } from '#components/secrets/secret-columns.tsx'
import { SecretHeader } from '#components/secrets/secret-header.tsx'
import { SecretSummaryLine } from '#components/secrets/secret-summary-line.tsx'
import { VersionsPanel } from '#components/secrets/versions-panel.tsx'
import { buttonClasses } from '#components/ui/button.tsx'
import { FrameLink } from '#components/ui/frame-link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TableSkeleton } from '#components/ui/skeleton.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { SurrogateId } from '#lib/api/surrogate-id.ts'
import { coverageOf, feedsForSecret, newFrom } from '#lib/feeds-for-secret.ts'
import { percent, shortCount } from '#lib/format/count.ts'
import { firstOf, href, type PageSearch } from '#lib/href-with.ts'
import { parseTimeRange } from '#lib/time-range.ts'
import { loadSecretPage } from '#server/load-secret-page.ts'
import { pageViewer } from '#server/viewer.ts'
import { SecretTab, secretTabs, tabOf } from './secret-tab.tsx'

type SecretPageProps = PageSearch & { params: Promise<{ id: string }> }

const readersShown = 6

export async function generateMetadata({ params, searchParams }: SecretPageProps): Promise<Metadata> {
  const { id } = await params
  if (!SurrogateId.safeParse(id).success) return { title: 'Secret' }
  const page = await loadSecretPage(await pageViewer(), id, firstOf((await searchParams).range))
  return { title: page?.detail.secret.name ?? 'Secret' }
}

export default async function SecretPage({ params, searchParams }: SecretPageProps) {
  const viewer = await pageViewer()
  const { id } = await params
  const search = await searchParams
  const rangeKey = firstOf(search.range)
  const page = SurrogateId.safeParse(id).success ? await loadSecretPage(viewer, id, rangeKey) : null
  if (!page) notFound()
  const { detail, readers, versions, readsByDay, coverage } = page
  const range = parseTimeRange(rangeKey, new Date())
  const tab = tabOf(firstOf(search.tab))
  const feeds = feedsForSecret(coverage.feeds, detail.secret)
  const share = coverageOf(feeds)
  const newSince = newFrom(feeds, range.from)
  const chart = prepareReadsChart(readsByDay, feeds.flatMap((feed) => feed.gaps))
  return (
    <div className="space-y-3 px-4 pt-3 pb-8">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 space-y-1">
          <SecretHeader secret={detail.secret} />
          <SecretSummaryLine detail={detail} rangeLabel={range.label} coverage={share} isNewKnown={newSince !== null} />
        </div>
        <FrameLink href={eventsOf(detail.secret)} className={buttonClasses()}>All its events</FrameLink>
      </div>
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0 space-y-3">
          <Panel title="Who reads it" aside={<ReadersAside shown={Math.min(readersShown, readers.items.length)} total={detail.readers.total} id={id} />}>
            {readers.items.length > 0 ? (
              <ReadersTable secret={detail.secret} readers={readers.items.slice(0, readersShown)} holders={detail.oldVersionHolders ?? []} newSince={newSince} />
            ) : (
              <p className="px-3 py-4 text-muted">{share === null ? 'No source could have shown a read of this secret in this range.' : `Nobody asked for its value in ${range.label}; coverage ${percent(share)}.`}{detail.lastReadAt && <> <FrameLink href={`/secrets/${id}?range=90d`} className="text-accent underline">Look at 90 days</FrameLink></>}</p>
            )}
          </Panel>
          <Panel title={`Reads by day, ${range.label}`} aside={share === null ? 'no source covers it' : `coverage ${percent(share)}`}>
            <ReadsChart data={chart} />
          </Panel>
        </div>
        <div className="grid min-w-0 gap-3 max-xl:md:grid-cols-3">
          <VersionsPanel detail={detail} versions={versions.items} />
          <ChangesPanel detail={detail} />
          <ExpectedPanel detail={detail} readers={readers.items} />
        </div>
      </div>
      <TabLinks
        label="More about this secret"
        current={tab}
        tabs={secretTabs.map(({ key, label }) => ({ key, label, href: href(`/secrets/${id}`, { tab: key === 'consumers' ? undefined : key }), count: key === 'consumers' ? shortCount(detail.readers.total) : key === 'versions' ? shortCount(detail.versions) : undefined }))}
      />
      <Suspense key={tab} fallback={<TableSkeleton rows={8} />}>
        <SecretTab tab={tab} viewer={viewer} page={page} range={range} newSince={newSince} />
      </Suspense>
    </div>
  )
}

function ReadersAside({ shown, total, id }: { shown: number; total: number; id: string }) {
  if (total <= shown) return null
  return <FrameLink href={`/secrets/${id}#more`} className="hover:text-text">{shown} of {shortCount(total)} ▸</FrameLink>
}
