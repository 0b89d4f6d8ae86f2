import type { SecretDetail } from '#lib/api/get-secret.ts'
import { writeTerm } from '#lib/search/write-term.ts'
import { Count } from '../ui/count.tsx'
import { FrameLink } from '../ui/frame-link.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { Panel } from '../ui/panel.tsx'
import { ShortDay } from '../ui/relative-time.tsx'
import { eventsOf } from './secret-columns.tsx'

export const changeTerms = '(action:write OR action:rotate OR action:delete OR action:restore OR action:disable OR action:enable OR action:destroy OR action:grant) outcome:success'

/** Writers, never mixed with readers. */
export function ChangesPanel({ detail }: { detail: SecretDetail }) {
  return (
    <Panel title="Changed by" aside="ever">
      {detail.changedBy.length === 0 && <p className="px-3 py-2 text-muted">No change in the logs so far.</p>}
      <ul>
        {detail.changedBy.slice(0, 4).map(({ identity, changes, lastChangedAt, lastAction }) => (
          <li key={identity.id} className="flex items-center gap-2 px-3 py-1">
            <KindIcon kind={identity.kind} />
            <FrameLink href={`/identities/${identity.id}`} data-tip={identity.uri} className="min-w-0 truncate hover:text-accent"><bdi>{identity.displayName}</bdi></FrameLink>
            <span className="ml-auto whitespace-nowrap text-muted">
              {lastAction} <ShortDay at={lastChangedAt} /> · <Count value={changes} href={`${eventsOf(detail.secret, `${writeTerm('identity', identity.uri)} ${changeTerms}`)}&range=90d`} label="changes" />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
