import type { Metadata } from 'next'

import { PageHeader } from '#components/frame/page-header.tsx'
import { SecretsExplorer } from '#components/secrets/secrets-explorer.tsx'
import { listSecretsEndpoint } from '#lib/api/list-secrets.ts'
import { counted } from '#lib/format/count.ts'
import { firstOf, type PageSearch } from '#lib/href-with.ts'
import { parseTimeRange } from '#lib/time-range.ts'
import { loadSecretsPage } from '#server/load-secrets-page.ts'
import { readFilter } from '#server/read-filter.ts'
import { pageViewer } from '#server/viewer.ts'

export const metadata: Metadata = { title: 'Secrets' }

export default async function SecretsPage({ searchParams }: PageSearch) {
  const viewer = await pageViewer()
  const search = await searchParams
  const range = parseTimeRange(firstOf(search.range), new Date())
  const filter = { ...readFilter(listSecretsEndpoint.filter, search, ['q', 'store', 'account', 'cluster', 'namespace', 'team', 'sort']), from: range.from, to: range.to }
  const sort = filter.sort ?? '-lastReadAt'
  const { page, summary, hasSources } = await loadSecretsPage(viewer, { ...filter, sort })
  const read = page.items.filter((row) => row.reads > 0).length
  return (
    <div className="flex h-full flex-col">
      <PageHeader title="Secrets">
        {page.nextCursor === null ? `${counted(page.total, 'secret')}, ${read} of them read in ${range.label}` : `${counted(page.total, 'secret')} that the logs name`}
      </PageHeader>
      <SecretsExplorer key={JSON.stringify(filter)} page={page} summary={summary} filter={filter} sort={sort} rangeLabel={range.label} hasSources={hasSources} />
    </div>
  )
}
