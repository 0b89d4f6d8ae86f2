import type { SecretRow } from '#lib/api/list-secrets.ts'
import { writeTerm } from '#lib/search/write-term.ts'
import { versionLabel } from '#lib/version-label.ts'
import { storeName } from '#lib/store-name.ts'
import { Count } from '../ui/count.tsx'
import { FrameLink } from '../ui/frame-link.tsx'
import { Identifier } from '../ui/identifier.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { Sparkline } from '../ui/sparkline.tsx'
import { StoreGlyph } from '../ui/store-glyph.tsx'
import type { TableColumn } from '../ui/table-column.ts'

export function eventsOf(secret: { uri: string }, more = ''): string {
  return `/events?q=${encodeURIComponent([writeTerm('secret', secret.uri), more].filter(Boolean).join(' '))}`
}

export const secretColumns: TableColumn<SecretRow>[] = [
  {
    id: 'name',
    header: 'Secret',
    className: 'min-w-56 max-w-[34vw]',
    sorts: ['name'],
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <StoreGlyph store={row.store} />
        <FrameLink href={`/secrets/${row.id}`} className="flex min-w-0 hover:text-accent"><Identifier text={row.name} full={row.uri} /></FrameLink>
      </span>
    ),
  },
  { id: 'where', header: 'Account or cluster', className: 'max-w-44 truncate text-muted', cell: (row) => <bdi data-tip={[storeName(row.store), row.account, row.region, row.cluster, row.namespace].filter(Boolean).join('\n')}>{row.cluster || row.account}{row.region && ` · ${row.region}`}</bdi> },
  { id: 'owner', header: 'Owner', className: 'max-w-32 truncate', cell: (row) => row.owners[0]?.team ?? <span className="text-faint">—</span> },
  { id: 'lastReadAt', header: 'Last read', align: 'end', sorts: ['-lastReadAt', 'lastReadAt'], cell: (row) => <RelativeTime at={row.lastReadAt} bare /> },
  { id: 'readers', header: 'Readers', align: 'end', sorts: ['-readers', 'readers'], cell: (row) => <Count value={row.readers} href={`/secrets/${row.id}`} label="readers" /> },
  { id: 'reads', header: 'Reads', align: 'end', sorts: ['-reads', 'reads'], cell: (row) => <Count value={row.reads} href={eventsOf(row, valueTerms)} label="reads" /> },
  { id: 'denied', header: 'Denied', align: 'end', sorts: ['-denied'], cell: (row) => <Count value={row.denied} href={eventsOf(row, 'outcome:denied')} label="denied requests" /> },
  { id: 'trend', header: 'By day', cell: (row) => <Sparkline values={row.sparkline} label={`Reads by day: ${row.sparkline.join(', ')}`} /> },
  { id: 'version', header: 'Version', cell: (row) => (row.activeVersion ? <code data-tip={row.activeVersion}>{versionLabel(row.activeVersion)}</code> : <span className="text-faint">—</span>) },
  { id: 'environment', header: 'Environment', isHidden: true, cell: (row) => row.owners[0]?.environment || <span className="text-faint">—</span> },
  { id: 'uri', header: 'Canonical name', isHidden: true, className: 'max-w-96', cell: (row) => <Identifier text={row.uri} /> },
]

/** What counts as a read of the value. */
export const valueTerms = '(action:read OR action:watch OR action:decrypt OR action:issue) outcome:success'
