import type { Metadata } from 'next'

import { PageHeader } from '#components/frame/page-header.tsx'
import { IdentitiesExplorer } from '#components/identities/identities-explorer.tsx'
import { listIdentitiesEndpoint } from '#lib/api/list-identities.ts'
import { counted } from '#lib/format/count.ts'
import { firstOf, type PageSearch } from '#lib/href-with.ts'
import { parseTimeRange } from '#lib/time-range.ts'
import { loadIdentitiesPage } from '#server/load-identities-page.ts'
import { readFilter } from '#server/read-filter.ts'
import { pageViewer } from '#server/viewer.ts'

export const metadata: Metadata = { title: 'Identities' }

export default async function IdentitiesPage({ searchParams }: PageSearch) {
  const viewer = await pageViewer()
  const search = await searchParams
  const range = parseTimeRange(firstOf(search.range), new Date())
  const filter = { ...readFilter(listIdentitiesEndpoint.filter, search, ['q', 'kind', 'sort']), from: range.from, to: range.to }
  const sort = filter.sort ?? '-lastSeenAt'
  const page = await loadIdentitiesPage(viewer, { ...filter, sort })
  return (
    <div className="flex h-full flex-col">
      <PageHeader title="Identities">{counted(page.total, 'identity', 'identities')} that asked for secrets, by every name they were seen under</PageHeader>
      <IdentitiesExplorer key={JSON.stringify(filter)} page={page} filter={filter} sort={sort} rangeLabel={range.label} />
    </div>
  )
}
