import type { IdentityRow } from '#lib/api/list-identities.ts'
import { writeTerm } from '#lib/search/write-term.ts'
import { kindWord } from '#lib/kind-word.ts'
import { changeTerms } from '../secrets/changes-panel.tsx'
import { valueTerms } from '../secrets/secret-columns.tsx'
import { Badge } from '../ui/badge.tsx'
import { Count } from '../ui/count.tsx'
import { FrameLink } from '../ui/frame-link.tsx'
import { Identifier } from '../ui/identifier.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import type { TableColumn } from '../ui/table-column.ts'

export function eventsBy(identity: { uri: string }, more = ''): string {
  return `/events?q=${encodeURIComponent([writeTerm('identity', identity.uri), more].filter(Boolean).join(' '))}`
}

export const identityColumns: TableColumn<IdentityRow>[] = [
  {
    id: 'name',
    header: 'Identity',
    className: 'min-w-52 max-w-[24vw]',
    sorts: ['name'],
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <KindIcon kind={row.kind} />
        <FrameLink href={`/identities/${row.id}`} data-tip={row.uri} className="min-w-0 truncate font-semibold hover:text-accent"><bdi>{row.displayName}</bdi></FrameLink>
        {row.disabledAt && <Badge tone="high">disabled</Badge>}
      </span>
    ),
  },
  { id: 'kind', header: 'Kind', className: 'text-muted', cell: (row) => kindWord(row.kind) },
  { id: 'uri', header: 'Canonical name', className: 'max-w-[28vw]', cell: (row) => <Identifier text={row.uri} /> },
  { id: 'lastSeenAt', header: 'Last seen', align: 'end', sorts: ['-lastSeenAt'], cell: (row) => <RelativeTime at={row.lastSeenAt} bare /> },
  { id: 'secrets', header: 'Secrets read', align: 'end', sorts: ['-secrets'], cell: (row) => <Count value={row.secrets} href={`/identities/${row.id}`} label="secrets read" /> },
  { id: 'reads', header: 'Reads', align: 'end', sorts: ['-reads'], cell: (row) => <Count value={row.reads} href={eventsBy(row, valueTerms)} label="reads" /> },
  { id: 'denied', header: 'Denied', align: 'end', sorts: ['-denied'], cell: (row) => <Count value={row.denied} href={eventsBy(row, 'outcome:denied')} label="denied requests" /> },
  { id: 'changes', header: 'Changes', align: 'end', cell: (row) => <Count value={row.changes} href={eventsBy(row, changeTerms)} label="changes" /> },
]
