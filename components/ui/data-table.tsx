'use client'

import { columnVisibilityFeature, createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'

import { ColumnChooser } from './column-chooser.tsx'
import { joinClasses } from './join-classes.ts'
import { SortHeader } from './sort-header.tsx'
import type { TableColumn } from './table-column.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useStoredColumns } from './use-stored-columns.ts'

const features = tableFeatures({ columnVisibilityFeature })
const rowHeight = 32

type DataTableProps<Row> = {
  /** Names the table for screen readers and for the reader's choice of columns. */
  name: string
  columns: TableColumn<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  onOpen: (row: Row) => void
  /** The row that is open beside the table. */
  openKey?: string
  /** The end is near: more rows are wanted. */
  onEnd?: () => void
  sort?: string
  /** The left part of the line above the table. */
  caption: ReactNode
  isStale?: boolean
}

/**
 * Header and first column stay in sight; only the rows in sight are in the document. Space for the others is kept by two rows with a
 * height attribute, since a style attribute from the server would break the content security policy.
 */
export function DataTable<Row extends object>({ name, columns, rows, rowKey, onOpen, openKey, onEnd, sort, caption, isStale }: DataTableProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null)
  const { shown, show } = useStoredColumns(name, Object.fromEntries(columns.map((column) => [column.id, !column.isHidden])))
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>()
    return helper.columns(columns.map((column) => helper.display({ id: column.id, header: column.header, cell: ({ row }) => column.cell(row.original) })))
  }, [columns])
  const table = useTable({ features, columns: definitions, data: rows, state: { columnVisibility: shown } })
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns])
  const { first, last, before, after, scrollTo } = useRowsInSight(scroller, rows.length, onEnd)
  const active = useRowKeys(rows.length, useCallback((index: number) => rows[index] && onOpen(rows[index]), [rows, onOpen]), scrollTo)
  const tableRows = table.getRowModel().rows
  const visible = table.getVisibleLeafColumns()

  return (
    <section aria-label={name} className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-9 shrink-0 items-center gap-3 px-4 text-muted">
        <div className="min-w-0 flex-1 truncate" aria-live="polite">{caption}</div>
        <ColumnChooser choices={columns.slice(1).map((column) => ({ id: column.id, header: column.header, isShown: shown[column.id] ?? true, show: (isShown) => show(column.id, isShown) }))} />
      </div>
      <div ref={scroller} tabIndex={0} role="region" aria-label={`${name}, table`} className={joinClasses('min-h-0 flex-1 overflow-auto border-t border-line -outline-offset-2', isStale && 'dimmed')}>
        <table className="w-full border-separate border-spacing-0" aria-rowcount={rows.length + 1}>
          <thead>
            <tr>
              {visible.map((column, at) => {
                const own = byId.get(column.id)
                return own && <SortHeader key={own.id} column={own} sort={sort} isFirst={at === 0} />
              })}
            </tr>
          </thead>
          <tbody>
            {before > 0 && <tr aria-hidden><td height={before} /></tr>}
            {tableRows.slice(first, last).map((row, at) => {
              const index = first + at
              const isMarked = index === active || rowKey(row.original) === openKey
              return (
                <tr key={rowKey(row.original)} aria-rowindex={index + 2} aria-selected={isMarked} onClick={(event) => openByClick(event.target, () => onOpen(row.original))} className="group cursor-default">
                  {row.getVisibleCells().map((cell, cellAt) => {
                    const own = byId.get(cell.column.id)
                    return (
                      <td key={cell.id} className={joinClasses('h-8 border-b border-line px-2 first:pl-4 last:pr-4', isMarked ? 'bg-selected' : 'group-hover:bg-hover', cellAt === 0 && 'sticky left-0 z-[1]', cellAt === 0 && !isMarked && 'bg-ground', own?.align === 'end' && 'text-right', own?.className)}>
                        <table.FlexRender cell={cell} />
                      </td>
                    )
                  })}
                </tr>
              )
            })}
            {after > 0 && <tr aria-hidden><td height={after} /></tr>}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** A click on a row opens it, but not a click on a link or button in it, nor the end of a selection of text. */
function openByClick(target: EventTarget, open: () => void): void {
  if (target instanceof Element && target.closest('a, button, input')) return
  if (getSelection()?.isCollapsed !== false) open()
}

function useRowsInSight(scroller: React.RefObject<HTMLDivElement | null>, count: number, onEnd: (() => void) | undefined) {
  const [isMounted, setMounted] = useState(false)
  useEffect(() => setMounted(true), [])
  const virtualizer = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 16, scrollPaddingStart: rowHeight })
  const items = virtualizer.getVirtualItems()
  const first = isMounted ? (items[0]?.index ?? 0) : 0
  const last = isMounted ? (items.at(-1)?.index ?? count - 1) + 1 : count
  useEffect(() => {
    if (isMounted && last >= count - 20) onEnd?.()
  }, [isMounted, last, count, onEnd])
  const scrollTo = useCallback((index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }), [virtualizer])
  return { first, last, before: first * rowHeight, after: Math.max(0, count - last) * rowHeight, scrollTo }
}
