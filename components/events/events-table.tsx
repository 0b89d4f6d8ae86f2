import type { EventRow } from '#lib/api/list-events.ts'
import { PlainTable } from '../ui/plain-table.tsx'
import { eventColumns } from './event-columns.tsx'

const columns = eventColumns.filter(({ id, isHidden }) => !isHidden && id !== 'secret')

/** The last events of one secret, on its own page. */
export function EventsTable({ rows }: { rows: EventRow[] }) {
  return <PlainTable name="Events" columns={columns} rows={rows} rowKey={(row) => row.row} />
}
