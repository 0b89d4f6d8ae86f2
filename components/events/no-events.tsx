import { Button, buttonClasses } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FrameLink } from '../ui/frame-link.tsx'
import { splitTerms } from './query-terms.ts'

type NoEventsProps = { q: string; rangeLabel: string; hasSources: boolean; eventsEver: boolean; onChange: (changes: Record<string, string | undefined>) => void }

/** Which of three: no source, nothing in this range, or a filter that is too narrow. */
export function NoEvents({ q, rangeLabel, hasSources, eventsEver, onChange }: NoEventsProps) {
  if (!hasSources || !eventsEver) {
    return (
      <EmptyState title="No source could have shown an event yet.">
        <p>Events come from the audit logs of your stores.</p>
        <FrameLink href="/sources" className={buttonClasses('primary')}>Connect a source</FrameLink>
      </EmptyState>
    )
  }
  if (!q) {
    return (
      <EmptyState title={`Nothing happened in ${rangeLabel}, as far as the logs say.`}>
        <p>There are events at other times.</p>
        <Button onClick={() => onChange({ range: '90d' })}>Show the last 90 days</Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={`No event in ${rangeLabel} matches.`}>
      <p>Drop a term, or look at a longer time.</p>
      <div className="flex flex-wrap justify-center gap-2">
        {splitTerms(q).slice(0, 6).map((term, at) => (
          <Button key={term + at} onClick={() => onChange({ q: splitTerms(q).filter((_, other) => other !== at).join(' ') })} className="max-w-80">
            <span className="truncate">without <code>{term}</code></span>
          </Button>
        ))}
        <Button onClick={() => onChange({ range: '90d' })}>Last 90 days</Button>
      </div>
    </EmptyState>
  )
}
