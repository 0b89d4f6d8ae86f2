import type { IdentityRead } from '#lib/api/list-identity-reads.ts'
import { placeDetails, placeLabel } from '#lib/place-label.ts'
import { writeTerm } from '#lib/search/write-term.ts'
import { versionLabel } from '#lib/version-label.ts'
import { eventsOf, valueTerms } from '../secrets/secret-columns.tsx'
import { Badge } from '../ui/badge.tsx'
import { Count } from '../ui/count.tsx'
import { FrameLink } from '../ui/frame-link.tsx'
import { Grade } from '../ui/grade.tsx'
import { Identifier } from '../ui/identifier.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { StoreGlyph } from '../ui/store-glyph.tsx'

export function IdentityReadsTable({ identityUri, reads, newSince, empty }: { identityUri: string; reads: IdentityRead[]; newSince: string | null; empty: string }) {
  const events = (read: IdentityRead, terms: string) => eventsOf(read.secret, `${writeTerm('identity', identityUri)} ${terms}`)
  return (
    <PlainTable
      name="Secrets it read"
      rows={reads}
      rowKey={(read) => read.secret.id}
      empty={empty}
      columns={[
        {
          id: 'secret',
          header: 'Secret',
          className: 'max-w-96',
          cell: (read) => (
            <span className="flex min-w-0 items-center gap-2">
              <StoreGlyph store={read.secret.store} />
              <FrameLink href={`/secrets/${read.secret.id}`} className="flex min-w-0 hover:text-accent"><Identifier text={read.secret.name} full={read.secret.uri} /></FrameLink>
              {newSince !== null && read.knownSince !== null && read.knownSince >= newSince && <Badge tone="medium" tip="Its first access to this secret lies in this range.">new</Badge>}
              {read.secret.isScope && <Badge tip="A request that covered everything in here.">scope</Badge>}
            </span>
          ),
        },
        { id: 'where', header: 'From', className: 'max-w-52', cell: (read) => <span className="block truncate" data-tip={read.places.map(placeDetails).join('\n\n') || undefined}><bdi>{(read.places[0] && placeLabel(read.places[0])) || '—'}</bdi>{read.places.length > 1 && ` +${read.places.length - 1}`}</span> },
        { id: 'first', header: 'First', align: 'end', cell: (read) => <RelativeTime at={read.firstReadAt} bare /> },
        { id: 'last', header: 'Last', align: 'end', cell: (read) => <RelativeTime at={read.lastReadAt} bare /> },
        { id: 'reads', header: 'Reads', align: 'end', cell: (read) => <Count value={read.reads} href={events(read, valueTerms)} label={`reads of ${read.secret.name}`} className="font-semibold" /> },
        { id: 'denied', header: 'Denied', align: 'end', cell: (read) => <Count value={read.denied} href={events(read, 'outcome:denied')} label={`denied requests for ${read.secret.name}`} /> },
        { id: 'version', header: 'Version', cell: (read) => (read.versions[0] ? <span className="inline-flex items-center gap-1.5"><code data-tip={read.versions[0].ref || undefined}>{versionLabel(read.versions[0].ref)}</code><Grade evidence={read.versions[0].evidence} /></span> : <span className="text-faint">—</span>) },
        { id: 'expected', header: 'Expected', className: 'text-muted', cell: (read) => read.expectation.replace('-', ' ') },
      ]}
    />
  )
}
