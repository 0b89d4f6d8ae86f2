import type { QuarantineRow } from '#lib/api/list-quarantine.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Identifier } from '../ui/identifier.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'

export function QuarantineTable({ rows }: { rows: QuarantineRow[] }) {
  return (
    <PlainTable
      name="Quarantine"
      rows={rows}
      rowKey={(row) => row.id}
      empty="Every record so far was understood or known to be irrelevant."
      columns={[
        { id: 'reason', header: 'Reason', cell: (row) => <strong className="font-semibold">{row.reason}</strong> },
        { id: 'path', header: 'At', cell: (row) => <code>{row.path || '—'}</code> },
        { id: 'feed', header: 'Feed', className: 'text-muted', cell: (row) => row.feed },
        { id: 'object', header: 'Object', className: 'max-w-80', cell: (row) => <Identifier text={row.object} focusable /> },
        { id: 'offset', header: 'Offset', align: 'end', cell: (row) => <code>{row.byteOffset.toLocaleString('en')}</code> },
        { id: 'length', header: 'Bytes', align: 'end', cell: (row) => <code>{row.byteLength.toLocaleString('en')}</code> },
        { id: 'hash', header: 'SHA-256', cell: (row) => <span className="flex items-center gap-1"><code data-tip={row.sha256}>{row.sha256.slice(0, 12)}</code><CopyButton text={row.sha256} what="hash" /></span> },
        { id: 'seen', header: 'First seen', align: 'end', cell: (row) => <RelativeTime at={row.firstSeen} /> },
      ]}
    />
  )
}
