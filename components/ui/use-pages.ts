'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'

import { fetchJson } from './fetch-json.ts'

type Page<Row> = { items: Row[]; nextCursor: string | null }

/** The first page came with the document; the next ones are asked for when the reader comes near the end. `path` has the whole filter. */
export function usePages<Row>(path: string, first: Page<Row>) {
  const query = useInfiniteQuery({
    queryKey: [path],
    initialPageParam: null as string | null,
    initialData: { pages: [first], pageParams: [null] },
    queryFn: ({ pageParam, signal }) => fetchJson<Page<Row>>(`${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(pageParam ?? '')}`, signal),
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Infinity,
    gcTime: 0,
  })
  const { fetchNextPage, hasNextPage, isFetching, isError } = query
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetching, isError])
  const rows = useMemo(() => query.data.pages.flatMap((page) => page.items), [query.data])
  return { rows, loadMore, hasMore: hasNextPage, isFetching, error: query.error, retry: () => void fetchNextPage() }
}
