'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { usePathname, useSearchParams } from 'next/navigation'
import Link from 'next/link'

import { joinClasses } from './join-classes.ts'
import type { TableColumn } from './table-column.ts'

/** Sorting is part of the address, so it is a link. */
export function SortHeader<Row>({ column, sort, isFirst }: { column: TableColumn<Row>; sort?: string; isFirst: boolean }) {
  const path = usePathname()
  const search = useSearchParams()
  const [firstSort, secondSort] = column.sorts ?? []
  const current = sort === firstSort || sort === secondSort ? sort : undefined
  const isDescending = current?.startsWith('-') ?? false
  const next = new URLSearchParams(search)
  const wanted = current === firstSort && secondSort ? secondSort : firstSort
  if (wanted) next.set('sort', wanted)
  return (
    <th
      scope="col"
      aria-sort={current ? (isDescending ? 'descending' : 'ascending') : undefined}
      className={joinClasses('sticky top-0 z-[2] h-8 border-b border-line bg-surface px-2 text-left text-xs font-medium whitespace-nowrap text-muted first:pl-4 last:pr-4', isFirst && 'left-0 z-[3]', column.align === 'end' && 'text-right', column.className)}
    >
      {wanted ? (
        <Link href={`${path}?${next}`} replace scroll={false} prefetch={false} className={joinClasses('inline-flex items-center gap-1 hover:text-text', current && 'font-semibold text-text')}>
          {column.header}
          {current && (isDescending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
        </Link>
      ) : (
        column.header
      )}
    </th>
  )
}
