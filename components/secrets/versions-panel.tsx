import type { SecretDetail } from '#lib/api/get-secret.ts'
import type { SecretVersion } from '#lib/api/list-versions.ts'
import { counted } from '#lib/format/count.ts'
import { versionLabel } from '#lib/version-label.ts'
import { Panel } from '../ui/panel.tsx'
import { ShortDay } from '../ui/relative-time.tsx'

const shownMax = 4

/** Which is active, since when, by whom; and who has not moved to it yet. */
export function VersionsPanel({ detail, versions }: { detail: SecretDetail; versions: SecretVersion[] }) {
  const holders = detail.oldVersionHolders
  return (
    <Panel title="Versions" aside={versions.length > shownMax ? `${shownMax} of ${versions.length}` : undefined}>
      {versions.length === 0 && <p className="px-3 py-2 text-muted">No version is named in the logs.</p>}
      <ul>
        {versions.slice(0, shownMax).map((version) => (
          <li key={version.ref} className="grid grid-cols-[6rem_4.5rem_1fr] items-baseline gap-2 px-3 py-1">
            <code data-tip={version.ref} className={version.active ? 'font-bold' : undefined}>{versionLabel(version.ref)}</code>
            <span className={version.active ? 'font-semibold' : 'text-muted'}>{version.active ? 'active' : version.state}</span>
            <span className="truncate text-right text-muted">
              {version.currentFrom === null && version.currentTo !== null ? <>until <ShortDay at={version.currentTo} /></> : <ShortDay at={version.currentFrom ?? version.createdAt} />}
              {version.changedBy && <>, <bdi data-tip={version.changedBy.uri}>{version.changedBy.displayName}</bdi></>}
            </span>
          </li>
        ))}
      </ul>
      {detail.activeVersion && holders !== null && (
        <p className="border-t border-line px-3 py-1.5">
          {holders.length === 0 ? (
            <span className="text-muted">Every reader seen has moved to the active version.</span>
          ) : (
            <span className="text-high">{counted(holders.length, 'reader')} not moved: <bdi>{holders.slice(0, 3).map((holder) => holder.identity.displayName).join(', ')}</bdi>{holders.length > 3 && ` and ${holders.length - 3} more`}</span>
          )}
        </p>
      )}
    </Panel>
  )
}
