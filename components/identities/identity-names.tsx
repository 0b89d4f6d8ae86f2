import type { IdentityDetail } from '#lib/api/get-identity.ts'
import { placeDetails, placeLabel } from '#lib/place-label.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { FrameLink } from '../ui/frame-link.tsx'
import { Identifier } from '../ui/identifier.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { Panel } from '../ui/panel.tsx'

const shownMax = 8

export function IdentityNames({ detail }: { detail: IdentityDetail }) {
  const names = [detail.identity.uri, ...detail.identity.aliases]
  return (
    <Panel title="All its names" aside={names.length > shownMax ? `${shownMax} of ${names.length}` : undefined}>
      <ul className="py-1">
        {names.slice(0, shownMax).map((name) => (
          <li key={name} className="group flex h-7 items-center gap-2 px-3">
            <Identifier text={name} focusable className="flex-1" />
            <CopyButton text={name} what="name" quiet />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export function IdentityPlaces({ places }: { places: IdentityDetail['places'] }) {
  const shown = places.filter((place) => placeLabel(place) !== '').slice(0, shownMax)
  return (
    <Panel title="From where" aside={places.length > shownMax ? `${shownMax} of ${places.length}` : undefined}>
      <ul className="py-1">
        {shown.map((place) => <li key={placeDetails(place)} className="flex h-7 items-center px-3"><bdi className="truncate" data-tip={placeDetails(place)}>{placeLabel(place)}</bdi></li>)}
        {shown.length === 0 && <li className="px-3 py-1 text-muted">The logs do not say.</li>}
      </ul>
    </Panel>
  )
}

/** The people behind a role, and the roles a person acted as. */
export function IdentityHops({ title, identities }: { title: string; identities: IdentityDetail['actedFor'] }) {
  if (identities.length === 0) return null
  return (
    <Panel title={title}>
      <ul className="py-1">
        {identities.slice(0, shownMax).map((identity) => (
          <li key={identity.id} className="flex h-7 min-w-0 items-center gap-2 px-3">
            <KindIcon kind={identity.kind} />
            <FrameLink href={`/identities/${identity.id}`} data-tip={identity.uri} className="min-w-0 truncate hover:text-accent"><bdi>{identity.displayName}</bdi></FrameLink>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
