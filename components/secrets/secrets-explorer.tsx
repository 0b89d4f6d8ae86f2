'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useCallback, useTransition } from 'react'

import type { ListSecretsFilter, SecretPage, SecretRow } from '#lib/api/list-secrets.ts'
import type { SecretFacet, SecretSummaryCounts } from '#lib/api/summarise-secrets.ts'
import { exactCount } from '#lib/format/count.ts'
import { href, hrefInFrame } from '#lib/href-with.ts'
import { storeName } from '#lib/store-name.ts'
import { useGoWith } from '../frame/use-go-with.ts'
import { DataTable } from '../ui/data-table.tsx'
import { FacetList } from '../ui/facet-list.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { usePages } from '../ui/use-pages.ts'
import { NoSecrets } from './no-secrets.tsx'
import { secretColumns } from './secret-columns.tsx'

const facetTitles: Record<SecretFacet, string> = { store: 'Store', account: 'Account', cluster: 'Cluster', team: 'Owner' }

type SecretsExplorerProps = { page: SecretPage; summary: SecretSummaryCounts; filter: ListSecretsFilter; sort: string; rangeLabel: string; hasSources: boolean }

export function SecretsExplorer({ page, summary, filter, sort, rangeLabel, hasSources }: SecretsExplorerProps) {
  const router = useRouter()
  const search = useSearchParams()
  const goWith = useGoWith()
  const [isPending, startTransition] = useTransition()
  const change = (changes: Record<string, string | undefined>) => startTransition(() => goWith(changes))
  const { rows, loadMore, isFetching } = usePages<SecretRow>(href('/api/v1/secrets', { ...filter, limit: undefined, sort }), page)
  const open = useCallback((row: SecretRow) => router.push(hrefInFrame(`/secrets/${row.id}`, search)), [router, search])
  const isFiltered = Boolean(filter.q || filter.store || filter.account || filter.cluster || filter.team || filter.namespace)
  return (
    <div className="flex min-h-0 flex-1">
      <aside aria-label="Filters" className="w-52 shrink-0 overflow-y-auto border-t border-r border-line max-lg:hidden">
        {summary.facets.map(({ field, values }) => (
          <FacetList
            key={field}
            title={facetTitles[field]}
            values={values.map(({ value, count }) => ({ value, count, label: field === 'store' ? storeName(value as SecretRow['store']) : value, state: filter[field] === value ? 'only' : undefined }))}
            onChoose={(value) => change({ [field]: filter[field] === value ? undefined : value })}
          />
        ))}
      </aside>
      <div className="flex min-w-0 flex-1 flex-col border-t border-line">
        <div className="flex shrink-0 gap-2 px-4 pt-3 pb-1">
          <SearchField value={filter.q ?? ''} onSearch={(q) => change({ q })} label="Search secrets" placeholder="Part of a name or address, * for any characters" />
        </div>
        {rows.length === 0 ? (
          <NoSecrets isFiltered={isFiltered} hasSources={hasSources} onClear={() => change({ q: undefined, store: undefined, account: undefined, cluster: undefined, team: undefined, namespace: undefined })} />
        ) : (
          <DataTable
            name="Secrets"
            columns={secretColumns}
            rows={rows}
            rowKey={(row) => row.id}
            onOpen={open}
            onEnd={loadMore}
            sort={sort}
            isStale={isPending}
            caption={<>{exactCount(page.total)} secrets{isFiltered && ' match'} · counts of {rangeLabel}{isFetching && ' · loading more'}</>}
          />
        )}
      </div>
    </div>
  )
}
