import type { SecretDetail } from '#lib/api/get-secret.ts'
import { storeName } from '#lib/store-name.ts'
import { Badge } from '../ui/badge.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Identifier } from '../ui/identifier.tsx'
import { StoreGlyph } from '../ui/store-glyph.tsx'

/** What it is, where it lies, whose it is. */
export function SecretHeader({ secret }: { secret: SecretDetail['secret'] }) {
  const [owner] = secret.owners
  const where = [storeName(secret.store), secret.account, secret.cluster, secret.namespace && `namespace ${secret.namespace}`, secret.region].filter(Boolean)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <h1 className="group flex min-w-0 items-center gap-2">
        <StoreGlyph store={secret.store} size={18} />
        <Identifier text={secret.name} full={secret.uri} className="!text-[18px]" />
        <CopyButton text={secret.uri} what="canonical name" />
      </h1>
      <p className="min-w-0 text-muted">
        <bdi>{where.join(' · ')}</bdi>
        {' · '}
        {owner ? <>{owner.environment && `${owner.environment} · `}{owner.tier && `tier ${owner.tier} · `}owner <strong className="font-semibold text-text">{owner.team}</strong></> : 'no owner declared'}
      </p>
      {secret.isScope && <Badge tip="Requests that covered everything in here; what they read exactly is not in the log.">scope</Badge>}
    </div>
  )
}
