import type { SecretDetail } from '#lib/api/get-secret.ts'
import { counted } from '#lib/format/count.ts'
import { oldVersionSentence, readBySentence } from '#lib/secret-sentence.ts'
import { versionLabel } from '#lib/version-label.ts'
import { FrameLink } from '../ui/frame-link.tsx'
import { RelativeTime, ShortDay } from '../ui/relative-time.tsx'
import { eventsOf } from './secret-columns.tsx'

type LineProps = { detail: SecretDetail; rangeLabel: string; coverage: number | null; isNewKnown: boolean }

/** One sentence that answers most of the eight questions before anything else is read. */
export function SecretSummaryLine({ detail, rangeLabel, coverage, isNewKnown }: LineProps) {
  const { activeVersion, lastReadAt, firstReadAt, readers, denied } = detail
  return (
    <p className="text-base">
      <strong className="font-semibold">{readBySentence(detail, rangeLabel, coverage)}</strong>
      {' · '}
      {lastReadAt ? <>last <RelativeTime at={lastReadAt} />, first <ShortDay at={firstReadAt} /></> : 'no read in the logs so far'}
      {' · '}
      {activeVersion ? <>version <code data-tip={activeVersion.ref}>{versionLabel(activeVersion.ref)}</code> active{activeVersion.since && <> since <ShortDay at={activeVersion.since} /></>}</> : 'active version unknown'}
      {activeVersion && <> · <span className={detail.oldVersionHolders?.length ? 'font-semibold text-high' : undefined}>{oldVersionSentence(detail)}</span></>}
      {isNewKnown && readers.newInRange > 0 && <> · <span className="font-semibold text-medium">{counted(readers.newInRange, 'new reader')}</span></>}
      {denied > 0 && <> · <FrameLink href={eventsOf(detail.secret, 'outcome:denied')} className="underline decoration-line-strong underline-offset-[3px] hover:text-accent">{counted(denied, 'request')} denied</FrameLink></>}
    </p>
  )
}
