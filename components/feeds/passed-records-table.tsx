import type { PassedRecordRow } from '#lib/api/list-passed-records.ts'
import { Badge } from '../ui/badge.tsx'
import { Count } from '../ui/count.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'

const meanings: Record<string, string> = {
  unknown: 'A source that should know this event does not: tell the makers.',
  irrelevant: 'Known, and it says nothing about secrets.',
  aside: 'Recognised and set aside.',
}

export function PassedRecordsTable({ rows }: { rows: PassedRecordRow[] }) {
  return (
    <PlainTable
      name="Records without facts"
      rows={rows}
      rowKey={(row) => [row.feed, row.verdict, row.service, row.event].join(' ')}
      empty="None."
      columns={[
        { id: 'verdict', header: 'Verdict', cell: (row) => <Badge tone={row.verdict === 'unknown' ? 'medium' : 'plain'} tip={meanings[row.verdict]}>{row.verdict}</Badge> },
        { id: 'service', header: 'Service', cell: (row) => <bdi>{row.service || '—'}</bdi> },
        { id: 'event', header: 'Event', cell: (row) => <code>{row.event || '—'}</code> },
        { id: 'feed', header: 'Feed', className: 'text-muted', cell: (row) => row.feed },
        { id: 'count', header: 'Records', align: 'end', cell: (row) => <Count value={row.count} /> },
        { id: 'last', header: 'Last', align: 'end', cell: (row) => <RelativeTime at={row.lastAt} /> },
      ]}
    />
  )
}
