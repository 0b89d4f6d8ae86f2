'use client'

import type { ReactNode } from 'react'

import type { EventDetail } from '#lib/api/get-event.ts'
import { href } from '#lib/href-with.ts'
import { writeTerm } from '#lib/search/write-term.ts'
import { Badge } from '../ui/badge.tsx'
import { buttonClasses } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { FrameLink } from '../ui/frame-link.tsx'
import { Grade } from '../ui/grade.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { EvidenceTime, RelativeTime } from '../ui/relative-time.tsx'
import { StoreGlyph } from '../ui/store-glyph.tsx'
import { disclosureWord, Outcome } from './event-cells.tsx'

type Access = EventDetail['accesses'][number]

/** All facts of one event, and where its record is. */
export function EventFacts({ event, chosen, q }: { event: EventDetail; chosen?: string; q: string }) {
  const accesses = [...event.accesses].sort((a, b) => Number(b.row === chosen) - Number(a.row === chosen))
  const [first] = accesses
  if (!first) return null
  const time = Date.parse(event.occurredAt)
  const around = `${new Date(time - 300_000).toISOString().slice(0, 16)}Z..${new Date(time + 360_000).toISOString().slice(0, 16)}Z`
  const who = first.subject ?? first.actor
  return (
    <div className="space-y-4 p-4">
      <div className="flex flex-wrap gap-2">
        <FrameLink href={href('/events', { range: around })} className={buttonClasses()}>Neighbours ±5 min</FrameLink>
        <FrameLink href={href('/events', { q: [q, writeTerm('identity', who.uri)].filter(Boolean).join(' ') })} className={buttonClasses()}>Only this identity</FrameLink>
        <FrameLink href={href('/events', { q: writeTerm('secret', first.secret.uri) })} className={buttonClasses()}>Only this secret</FrameLink>
      </div>
      {event.conflicts > 0 && <p role="alert" className="text-critical">{event.conflicts} other copies of this event say something else: a suspicion of tampering.</p>}
      {accesses.map((access) => <AccessFacts key={access.row} access={access} />)}
    </div>
  )
}

function AccessFacts({ access }: { access: Access }) {
  return (
    <div className="space-y-4">
      <Facts title="What">
        <Fact name="Time"><EvidenceTime at={access.occurredAt} /> <span className="text-muted">(<RelativeTime at={access.occurredAt} />)</span></Fact>
        <Fact name="Action">{access.action} <span className="text-muted">· value {disclosureWord(access)}</span></Fact>
        <Fact name="Outcome"><Outcome row={access} /> {access.code && <code className="text-muted">{access.code}</code>}</Fact>
        <Fact name="Secret" copy={access.secret.uri}><StoreGlyph store={access.secret.store} /> <FrameLink href={`/secrets/${access.secret.id}`} className="mono break-all hover:text-accent">{access.secret.uri}</FrameLink>{access.precision === 'candidate' && <Badge tip="The request covered several secrets; which were read is not in the log.">may have read</Badge>}</Fact>
        <Fact name="Version"><code>{access.version.ref || '—'}</code> <Grade evidence={access.version.evidence} withWord /> {access.stage && <span className="text-muted">asked for {access.stage}</span>}</Fact>
      </Facts>
      <Facts title="Who">
        {access.subject && <Fact name="Person or workload" copy={access.subject.uri}><KindIcon kind={access.subject.kind} /> <FrameLink href={`/identities/${access.subject.id}`} className="break-all hover:text-accent"><bdi>{access.subject.displayName}</bdi></FrameLink></Fact>}
        <Fact name={access.subject ? 'Acted as' : 'Identity'} copy={access.actor.uri}><KindIcon kind={access.actor.kind} /> <FrameLink href={`/identities/${access.actor.id}`} className="mono break-all hover:text-accent">{access.actor.uri}</FrameLink></Fact>
        {access.effective && <Fact name="With the rights of"><code className="break-all">{access.effective}</code></Fact>}
        {access.via && <Fact name="Through"><code className="break-all">{access.via}</code></Fact>}
        {access.session && <Fact name="Session">{access.session.method} <bdi>{access.session.sessionName}</bdi> <span className="text-muted">issued <RelativeTime at={access.session.issuedAt} /></span></Fact>}
      </Facts>
      <Facts title="From where">
        {(['account', 'region', 'cluster', 'namespace', 'network'] as const).map((part) => access.place[part] && <Fact key={part} name={part}><bdi>{access.place[part]}</bdi></Fact>)}
        <Fact name="Address"><code>{access.ip ?? '—'}</code></Fact>
        <Fact name="Client"><bdi className="break-all">{access.client.userAgent || '—'}</bdi></Fact>
      </Facts>
      <Facts title="Provenance">
        <Fact name="Feed"><bdi>{access.provenance.feed.name}</bdi> <span className="text-muted">{access.provenance.feed.source} · {access.provenance.feed.cluster}</span></Fact>
        <Fact name="Object" copy={access.provenance.object}><code className="break-all">{access.provenance.object}</code></Fact>
        <Fact name="Bytes"><code>{access.provenance.byteOffset.toLocaleString('en')} + {access.provenance.byteLength.toLocaleString('en')}</code></Fact>
        <Fact name="SHA-256" copy={access.provenance.sha256}><code className="break-all">{access.provenance.sha256}</code></Fact>
        <Fact name="Native id" copy={access.nativeId}><code className="break-all">{access.nativeId}</code></Fact>
        <Fact name="Fetch it again" copy={fetchCommand(access)}><code className="break-all">{fetchCommand(access)}</code></Fact>
      </Facts>
    </div>
  )
}

/** Offsets are of the unpacked bytes. */
function fetchCommand({ provenance: { object, byteOffset, byteLength } }: Access): string {
  const unpack = object.endsWith('.gz') ? 'gzip -dc' : object.endsWith('.zst') ? 'zstd -dc' : 'cat'
  return `${unpack} '${object.replaceAll("'", String.raw`'\''`)}' | tail -c +${byteOffset + 1} | head -c ${byteLength}`
}

function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-xs font-semibold text-muted">{title}</h3>
      <dl className="divide-y divide-line border-y border-line">{children}</dl>
    </section>
  )
}

function Fact({ name, copy, children }: { name: string; copy?: string; children: ReactNode }) {
  return (
    <div className="group grid grid-cols-[7.5rem_1fr_auto] items-start gap-2 py-1">
      <dt className="text-muted first-letter:uppercase">{name}</dt>
      <dd className="min-w-0">{children}</dd>
      {copy && <CopyButton text={copy} what={name.toLowerCase()} quiet />}
    </div>
  )
}
