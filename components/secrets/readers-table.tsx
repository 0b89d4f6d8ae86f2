import type { OldVersionHolder } from '#lib/api/get-secret.ts'
import type { Reader } from '#lib/api/list-readers.ts'
import type { SecretSummary } from '#lib/api/secret-summary.ts'
import { placeDetails, placeLabel } from '#lib/place-label.ts'
import { writeTerm } from '#lib/search/write-term.ts'
import { versionLabel } from '#lib/version-label.ts'
import { Badge } from '../ui/badge.tsx'
import { Count } from '../ui/count.tsx'
import { FrameLink } from '../ui/frame-link.tsx'
import { Grade } from '../ui/grade.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { cellClasses as cell, headClasses as head, tableClasses } from '../ui/table-classes.ts'
import { eventsOf, valueTerms } from './secret-columns.tsx'

type ReadersTableProps = { secret: SecretSummary; readers: Reader[]; holders: OldVersionHolder[]; newSince: string | null; name?: string; all?: boolean }

/** Who reads it, through what, from where, when, how often, and which version: a row for each reader. */
export function ReadersTable({ secret, readers, holders, newSince, name = 'Readers', all = false }: ReadersTableProps) {
  const holding = new Map(holders.map((holder) => [holder.identity.id, holder]))
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={`${name}, table`}>
      <table className={tableClasses}>
        <thead>
          <tr>
            <th scope="col" className={head}>Consumer</th>
            <th scope="col" className={head}>Through</th>
            <th scope="col" className={head}>From</th>
            {all && <th scope="col" className={`${head} text-right`}>First</th>}
            <th scope="col" className={`${head} text-right`}>Last</th>
            <th scope="col" className={`${head} text-right`}>Reads</th>
            <th scope="col" className={`${head} text-right`}>Denied</th>
            <th scope="col" className={head}>Version</th>
            <th scope="col" className={head}>Expected</th>
          </tr>
        </thead>
        <tbody>
          {readers.map((reader) => (
            <ReaderRow key={reader.identity.id} reader={reader} secret={secret} holder={holding.get(reader.identity.id)} isNew={newSince !== null && reader.knownSince !== null && reader.knownSince >= newSince} all={all} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ReaderRow({ reader, secret, holder, isNew, all }: { reader: Reader; secret: SecretSummary; holder?: OldVersionHolder; isNew: boolean; all: boolean }) {
  const identity = writeTerm('identity', reader.identity.uri)
  return (
    <tr className="group hover:bg-hover">
      <td className={`${cell} max-w-64`}>
        <span className="flex min-w-0 items-center gap-2">
          <KindIcon kind={reader.identity.kind} />
          <FrameLink href={`/identities/${reader.identity.id}`} data-tip={reader.identity.uri} className="flex min-w-0 font-semibold hover:text-accent"><bdi className="truncate">{reader.identity.displayName}</bdi></FrameLink>
          {reader.identity.disabledAt && <Badge tone="high">disabled</Badge>}
          {isNew && <Badge tone="medium" tip="Its first access to this secret lies in this range.">new</Badge>}
        </span>
      </td>
      <td className={`${cell} max-w-44`}><Through reader={reader} /></td>
      <td className={`${cell} max-w-72`}><Places reader={reader} home={secret.account} /></td>
      {all && <td className={`${cell} text-right`}><RelativeTime at={reader.firstReadAt} bare /></td>}
      <td className={`${cell} text-right`}><RelativeTime at={reader.lastReadAt} bare /></td>
      <td className={`${cell} text-right`}><Count value={reader.reads} href={eventsOf(secret, `${identity} ${valueTerms}`)} label={`reads by ${reader.identity.displayName}`} className="font-semibold" /></td>
      <td className={`${cell} text-right`}><Count value={reader.denied} href={eventsOf(secret, `${identity} outcome:denied`)} label={`requests of ${reader.identity.displayName} denied`} /></td>
      <td className={cell}><ReadVersion reader={reader} holder={holder} /></td>
      <td className={`${cell} text-muted`}>{reader.expectation === 'not-declared' ? 'not declared' : reader.expectation}</td>
    </tr>
  )
}

function Through({ reader }: { reader: Reader }) {
  const [first, ...more] = reader.via
  if (!first) return <span className="text-muted">directly</span>
  return (
    <span className="flex min-w-0 items-center gap-1 text-muted" data-tip={reader.via.map((hop) => hop.uri || hop.displayName).join('\n')}>
      <bdi className="truncate">{first.displayName}</bdi>
      {more.length > 0 && <span>+{more.length}</span>}
    </span>
  )
}

function Places({ reader, home }: { reader: Reader; home: string }) {
  const [first, ...more] = reader.places
  const label = first ? placeLabel(first, home) || first.account : ''
  if (!label) return <span className="text-faint">—</span>
  return (
    <span className="flex min-w-0 items-center gap-1" data-tip={reader.places.map(placeDetails).join('\n\n')}>
      <bdi className="truncate">{label}</bdi>
      {more.length > 0 && <span className="text-muted">+{more.length}</span>}
    </span>
  )
}

function ReadVersion({ reader, holder }: { reader: Reader; holder?: OldVersionHolder }) {
  const [latest] = reader.versions
  if (!latest) return <span className="text-faint">—</span>
  const all = reader.versions.map(({ ref, evidence, reads }) => `${ref || 'version unknown'}: ${reads} reads, ${evidence}`).join('\n')
  return (
    <span className="inline-flex items-center gap-1.5">
      <code data-tip={all}>{versionLabel(latest.ref)}</code>
      <Grade evidence={latest.evidence} />
      {reader.versions.length > 1 && <span className="text-xs text-muted">+{reader.versions.length - 1}</span>}
      {holder && <Badge tone="high" tip={holder.state === 'silent' ? 'No read since the switch of versions.' : 'Got an older version after the switch.'}>old</Badge>}
    </span>
  )
}
