import type { SecretVersion } from '#lib/api/list-versions.ts'
import type { SecretSummary } from '#lib/api/secret-summary.ts'
import { writeTerm } from '#lib/search/write-term.ts'
import { Badge } from '../ui/badge.tsx'
import { Count } from '../ui/count.tsx'
import { FrameLink } from '../ui/frame-link.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { eventsOf } from './secret-columns.tsx'

export function VersionsTable({ secret, versions }: { secret: SecretSummary; versions: SecretVersion[] }) {
  return (
    <PlainTable
      name="Versions"
      rows={versions}
      rowKey={(version) => version.ref}
      empty="No version of this secret is named in the logs."
      columns={[
        { id: 'ref', header: 'Version', cell: (version) => <code>{version.ref}</code> },
        { id: 'state', header: 'State', cell: (version) => (version.active ? <Badge tone="accent">active</Badge> : version.state) },
        { id: 'created', header: 'Created', align: 'end', cell: (version) => <RelativeTime at={version.createdAt} /> },
        { id: 'from', header: 'Current from', align: 'end', cell: (version) => <RelativeTime at={version.currentFrom} /> },
        { id: 'to', header: 'Current to', align: 'end', cell: (version) => (version.active ? 'now' : <RelativeTime at={version.currentTo} />) },
        { id: 'by', header: 'Changed by', cell: (version) => (version.changedBy ? <FrameLink href={`/identities/${version.changedBy.id}`} data-tip={version.changedBy.uri} className="hover:text-accent"><bdi>{version.changedBy.displayName}</bdi></FrameLink> : <span className="text-faint">—</span>) },
        { id: 'readers', header: 'Readers', align: 'end', cell: (version) => <Count value={version.readers} /> },
        { id: 'reads', header: 'Reads, ever', align: 'end', cell: (version) => <Count value={version.reads} href={`${eventsOf(secret, `${writeTerm('version', version.ref)} outcome:success`)}&range=90d`} label={`reads of version ${version.ref}`} /> },
        { id: 'last', header: 'Last read', align: 'end', cell: (version) => <RelativeTime at={version.lastReadAt} /> },
      ]}
    />
  )
}
