import { counted } from '#lib/format/count.ts'
import type { TrustStatement } from '#lib/trust-statement.ts'
import { FrameLink } from '../ui/frame-link.tsx'
import { ClockTime, RelativeTime } from '../ui/relative-time.tsx'

/** Always there and always true: how far the data reach and what is missing from them. */
export function TrustLine({ statement }: { statement: TrustStatement | null }) {
  return (
    <footer className="flex h-7 shrink-0 items-center gap-x-3 overflow-hidden border-t border-line bg-surface px-4 text-xs whitespace-nowrap text-muted">
      {statement === null ? (
        <span>How far the data reach cannot be told now.</span>
      ) : statement.feeds === 0 ? (
        <FrameLink href="/sources" className="hover:text-text">No source yet: nothing can be known · connect one ▸</FrameLink>
      ) : (
        <FrameLink href="/sources" className="truncate hover:text-text">
          {statement.completeUntil ? <>data complete up to <ClockTime at={statement.completeUntil} /> (<RelativeTime at={statement.completeUntil} />)</> : 'no event yet'}
          {' · '}
          {statement.feedsOnTime} of {counted(statement.feeds, 'feed')} on time
          {' · '}
          {statement.gaps === 0 ? 'no gaps' : counted(statement.gaps, 'gap')} in {statement.gapRange} ▸
        </FrameLink>
      )}
    </footer>
  )
}
