import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { eventsBy } from '#components/identities/identity-columns.tsx'
import { IdentityHops, IdentityNames, IdentityPlaces } from '#components/identities/identity-names.tsx'
import { IdentityReadsTable } from '#components/identities/identity-reads-table.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { buttonClasses } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { FrameLink } from '#components/ui/frame-link.tsx'
import { KindIcon } from '#components/ui/kind-icon.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { RelativeTime, ShortDay } from '#components/ui/relative-time.tsx'
import { SurrogateId } from '#lib/api/surrogate-id.ts'
import { counted } from '#lib/format/count.ts'
import { firstOf, type PageSearch } from '#lib/href-with.ts'
import { parseTimeRange } from '#lib/time-range.ts'
import { kindWord } from '#lib/kind-word.ts'
import { loadIdentityPage } from '#server/load-identity-page.ts'
import { pageViewer } from '#server/viewer.ts'

export const metadata: Metadata = { title: 'Identity' }

export default async function IdentityPage({ params, searchParams }: PageSearch & { params: Promise<{ id: string }> }) {
  const viewer = await pageViewer()
  const { id } = await params
  const range = parseTimeRange(firstOf((await searchParams).range), new Date())
  const found = SurrogateId.safeParse(id).success ? await loadIdentityPage(viewer, id, range) : null
  if (!found) notFound()
  const { detail, reads } = found
  const { identity } = detail
  return (
    <div className="space-y-3 px-4 pt-3 pb-8">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1">
          <h1 className="flex min-w-0 items-center gap-2">
            <KindIcon kind={identity.kind} />
            <bdi className="min-w-0 truncate" data-tip={identity.uri}>{identity.displayName}</bdi>
            <CopyButton text={identity.uri} what="canonical name" />
            {identity.disabledAt && <Badge tone="high">disabled</Badge>}
          </h1>
          <p className="text-base">
            <strong className="font-semibold">{counted(detail.reads, 'read')} of {counted(detail.secrets, 'secret')} in {range.label}</strong>
            {' · '}{kindWord(identity.kind)}
            {' · '}first seen <ShortDay at={detail.firstSeenAt} />, last <RelativeTime at={detail.lastSeenAt} />
            {' · '}{counted(detail.denied, 'request')} denied · {counted(detail.changes, 'change')}
          </p>
        </div>
        <FrameLink href={eventsBy(identity)} className={buttonClasses()}>All its events</FrameLink>
      </div>
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <Panel title="What it reads" aside={reads.nextCursor ? `the last ${reads.items.length}` : undefined}>
          <IdentityReadsTable identityUri={identity.uri} reads={reads.items} newSince={detail.firstSeenAt < range.from ? range.from : null} empty={`It asked for no value in ${range.label}.`} />
        </Panel>
        <div className="grid gap-3 max-xl:md:grid-cols-2">
          <IdentityNames detail={detail} />
          <IdentityPlaces places={detail.places} />
          <IdentityHops title="People and workloads behind it" identities={detail.actedFor} />
          <IdentityHops title="Acts as" identities={detail.actedAs} />
        </div>
      </div>
    </div>
  )
}
