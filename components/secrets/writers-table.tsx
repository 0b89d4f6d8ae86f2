import type { Writer } from '#lib/api/list-writers.ts'
import type { SecretSummary } from '#lib/api/secret-summary.ts'
import { writeTerm } from '#lib/search/write-term.ts'
import { Count } from '../ui/count.tsx'
import { FrameLink } from '../ui/frame-link.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { changeTerms } from './changes-panel.tsx'
import { eventsOf } from './secret-columns.tsx'

export function WritersTable({ secret, writers }: { secret: SecretSummary; writers: Writer[] }) {
  const events = (writer: Writer, terms: string) => `${eventsOf(secret, `${writeTerm('identity', writer.identity.uri)} ${terms}`)}&range=90d`
  return (
    <PlainTable
      name="Changes"
      rows={writers}
      rowKey={(writer) => writer.identity.id}
      empty="Nobody changed this secret, or who may read it, in the logs so far."
      columns={[
        { id: 'who', header: 'Writer', cell: (writer) => <span className="flex items-center gap-2"><KindIcon kind={writer.identity.kind} /><FrameLink href={`/identities/${writer.identity.id}`} data-tip={writer.identity.uri} className="font-semibold hover:text-accent"><bdi>{writer.identity.displayName}</bdi></FrameLink></span> },
        { id: 'via', header: 'Through', className: 'text-muted', cell: (writer) => <bdi>{writer.via.map((hop) => hop.displayName).join(', ') || 'directly'}</bdi> },
        { id: 'what', header: 'What', cell: (writer) => writer.actions.map(({ action, changes }) => `${action} ×${changes}`).join(', ') },
        { id: 'first', header: 'First', align: 'end', cell: (writer) => <RelativeTime at={writer.firstChangedAt} /> },
        { id: 'last', header: 'Last', align: 'end', cell: (writer) => <RelativeTime at={writer.lastChangedAt} /> },
        { id: 'changes', header: 'Changes', align: 'end', cell: (writer) => <Count value={writer.changes} href={events(writer, changeTerms)} label="changes" /> },
        { id: 'denied', header: 'Denied', align: 'end', cell: (writer) => <Count value={writer.denied} href={events(writer, 'outcome:denied')} label="denied" /> },
      ]}
    />
  )
}
