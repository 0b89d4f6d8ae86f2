'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useCallback, useTransition } from 'react'

import type { IdentityPage, IdentityRow, ListIdentitiesFilter } from '#lib/api/list-identities.ts'
import { identityKinds } from '#lib/facts.ts'
import { exactCount } from '#lib/format/count.ts'
import { href, hrefInFrame } from '#lib/href-with.ts'
import { kindWord } from '#lib/kind-word.ts'
import { useGoWith } from '../frame/use-go-with.ts'
import { Button } from '../ui/button.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { joinClasses } from '../ui/join-classes.ts'
import { SearchField } from '../ui/search-field.tsx'
import { usePages } from '../ui/use-pages.ts'
import { identityColumns } from './identity-columns.tsx'

export function IdentitiesExplorer({ page, filter, sort, rangeLabel }: { page: IdentityPage; filter: ListIdentitiesFilter; sort: string; rangeLabel: string }) {
  const router = useRouter()
  const search = useSearchParams()
  const goWith = useGoWith()
  const [isPending, startTransition] = useTransition()
  const change = (changes: Record<string, string | undefined>) => startTransition(() => goWith(changes))
  const { rows, loadMore, isFetching } = usePages<IdentityRow>(href('/api/v1/identities', { ...filter, limit: undefined, sort }), page)
  const open = useCallback((row: IdentityRow) => router.push(hrefInFrame(`/identities/${row.id}`, search)), [router, search])
  return (
    <>
      <div className="flex shrink-0 flex-wrap gap-2 border-t border-line px-4 pt-3 pb-1">
        <SearchField value={filter.q ?? ''} onSearch={(q) => change({ q })} label="Search identities" placeholder="Part of a name, address or alias, * for any characters" />
        <div role="group" aria-label="Kind" className="flex flex-wrap gap-1">
          {identityKinds.map((kind) => (
            <Button key={kind} look="ghost" aria-pressed={filter.kind === kind} onClick={() => change({ kind: filter.kind === kind ? undefined : kind })} className={joinClasses('!h-8', filter.kind === kind && 'bg-selected !text-text')}>
              {kindWord(kind)}
            </Button>
          ))}
        </div>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={filter.q || filter.kind ? 'No identity matches this filter.' : 'No identity has asked for a secret that you may see.'}>
          {(filter.q || filter.kind) && <Button onClick={() => change({ q: undefined, kind: undefined })}>Drop the filter</Button>}
        </EmptyState>
      ) : (
        <DataTable name="Identities" columns={identityColumns} rows={rows} rowKey={(row) => row.id} onOpen={open} onEnd={loadMore} sort={sort} isStale={isPending} caption={<>{exactCount(page.total)} identities{(filter.q || filter.kind) && ' match'} · counts of {rangeLabel}{isFetching && ' · loading more'}</>} />
      )}
    </>
  )
}
