import type { EventRow } from '#lib/api/list-events.ts'
import { joinClasses } from '../ui/join-classes.ts'

/** Denied is hatched and named, not only red. */
export function Outcome({ row }: { row: Pick<EventRow, 'outcome' | 'code'> }) {
  const isDenied = row.outcome === 'denied'
  return (
    <span data-tip={row.code || undefined} className={joinClasses('inline-flex items-center gap-1.5', isDenied && 'font-semibold text-critical', row.outcome === 'error' && 'text-medium')}>
      {isDenied && <span aria-hidden className="hatched inline-block size-2.5 border border-current" />}
      {row.outcome}
    </span>
  )
}

export function disclosureWord(row: Pick<EventRow, 'disclosed'>): string {
  return row.disclosed === 'yes' ? 'given out' : row.disclosed === 'possible' ? 'may have been given out' : 'not given out'
}
