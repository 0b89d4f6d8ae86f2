import { EmptyState } from '../ui/empty-state.tsx'
import { EvidenceTime } from '../ui/relative-time.tsx'
import type { TimelineEntry } from './prepare-timeline.ts'

const marks: Record<TimelineEntry['mark'], { sign: string; word: string }> = { version: { sign: '◆', word: 'switch of versions' }, reader: { sign: '●', word: 'new reader' }, change: { sign: '✎', word: 'change' } }

export function TimelineList({ entries }: { entries: TimelineEntry[] }) {
  if (entries.length === 0) return <EmptyState title="Nothing has happened to it in the logs so far." />
  return (
    <ol>
      {entries.map((entry) => (
        <li key={`${entry.at}${entry.text}`} className="flex min-h-8 items-center gap-4 border-b border-line px-3 py-1 max-sm:flex-wrap max-sm:gap-x-2">
          <EvidenceTime at={entry.at} />
          <span className="w-36 shrink-0 text-muted max-sm:w-auto"><span aria-hidden>{marks[entry.mark].sign} </span>{marks[entry.mark].word}</span>
          <bdi data-tip={entry.detail}>{entry.text}</bdi>
        </li>
      ))}
    </ol>
  )
}
