import type { EventRow } from '#lib/api/list-events.ts'
import { placeDetails, placeLabel } from '#lib/place-label.ts'
import { versionLabel } from '#lib/version-label.ts'
import { FrameLink } from '../ui/frame-link.tsx'
import { Grade } from '../ui/grade.tsx'
import { Identifier } from '../ui/identifier.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { EvidenceTime } from '../ui/relative-time.tsx'
import { StoreGlyph } from '../ui/store-glyph.tsx'
import type { TableColumn } from '../ui/table-column.ts'
import { disclosureWord, Outcome } from './event-cells.tsx'

export const eventColumns: TableColumn<EventRow>[] = [
  { id: 'time', header: 'Time', className: 'w-44', cell: (row) => <EvidenceTime at={row.occurredAt} /> },
  { id: 'identity', header: 'Identity', className: 'max-w-48', cell: (row) => <Who row={row} /> },
  { id: 'action', header: 'Action', cell: (row) => row.action },
  { id: 'outcome', header: 'Outcome', cell: (row) => <Outcome row={row} /> },
  {
    id: 'secret',
    header: 'Secret',
    className: 'max-w-72',
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <StoreGlyph store={row.secret.store} />
        <FrameLink href={`/secrets/${row.secret.id}`} className="flex min-w-0 hover:text-accent"><Identifier text={row.secret.name} full={row.secret.uri} /></FrameLink>
        {row.precision === 'candidate' && <span className="text-xs whitespace-nowrap text-muted" data-tip="The request covered several secrets; which were read is not in the log.">may have read</span>}
      </span>
    ),
  },
  { id: 'version', header: 'Version', cell: (row) => <span className="inline-flex items-center gap-1.5"><code data-tip={row.version.ref || undefined}>{versionLabel(row.version.ref)}</code>{row.action === 'read' && <Grade evidence={row.version.evidence} />}</span> },
  { id: 'from', header: 'From', className: 'max-w-40', cell: (row) => <span className="block truncate" data-tip={placeDetails(row.place) || undefined}><bdi>{placeLabel(row.place) || '—'}</bdi></span> },
  { id: 'ip', header: 'Address', cell: (row) => (row.ip ? <code>{row.ip}</code> : <span className="text-faint">—</span>) },
  { id: 'client', header: 'Client', className: 'max-w-40', cell: (row) => <span className="block truncate" data-tip={row.client.userAgent || undefined}><bdi>{row.client.family || '—'}</bdi></span> },
  { id: 'disclosed', header: 'Value', isHidden: true, cell: (row) => disclosureWord(row) },
  { id: 'code', header: 'Code', isHidden: true, cell: (row) => <code>{row.code || '—'}</code> },
  { id: 'feed', header: 'Feed', isHidden: true, cell: (row) => row.feed },
  { id: 'native', header: 'Native id', isHidden: true, className: 'max-w-64', cell: (row) => <Identifier text={row.nativeId} /> },
]

/** The person behind a session is who counts; the role stands beside. */
function Who({ row }: { row: EventRow }) {
  const who = row.subject ?? row.actor
  return (
    <span className="flex min-w-0 items-center gap-2">
      <KindIcon kind={who.kind} />
      <FrameLink href={`/identities/${who.id}`} data-tip={row.subject ? `${row.subject.uri}\nthrough ${row.actor.uri}` : who.uri} className="min-w-0 truncate hover:text-accent"><bdi>{who.displayName}</bdi></FrameLink>
    </span>
  )
}
