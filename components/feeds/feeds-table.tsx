import type { FeedCoverage } from '#lib/api/get-coverage.ts'
import type { FeedRow } from '#lib/api/list-feeds.ts'
import { percent } from '#lib/format/count.ts'
import { duration } from '#lib/format/time.ts'
import { writeTerm } from '#lib/search/write-term.ts'
import { Badge } from '../ui/badge.tsx'
import { Count } from '../ui/count.tsx'
import { Identifier } from '../ui/identifier.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { CoverageStrip } from './coverage-strip.tsx'
import { prepareCoverageStrip } from './prepare-coverage-strip.ts'

type FeedsTableProps = { feeds: FeedRow[]; coverage: FeedCoverage[]; from: string; to: string; rangeLabel: string }

export function FeedsTable({ feeds, coverage, from, to, rangeLabel }: FeedsTableProps) {
  const byName = new Map(coverage.map((feed) => [feed.feed, feed]))
  const events = (feed: FeedRow) => `/events?q=${encodeURIComponent(writeTerm('feed', feed.name))}`
  return (
    <PlainTable
      name="Feeds"
      rows={feeds}
      rowKey={(feed) => String(feed.id)}
      columns={[
        { id: 'name', header: 'Feed', className: 'max-w-64', cell: (feed) => <span className="flex min-w-0 items-center gap-2"><Identifier text={feed.name} />{feed.demo && <Badge tip="Came from the demo organisation; whoread demo remove takes it out.">demo</Badge>}</span> },
        { id: 'source', header: 'Source', className: 'text-muted', cell: (feed) => <>{feed.source}{feed.cluster && feed.cluster !== feed.name && ` · ${feed.cluster}`}</> },
        { id: 'records', header: 'Records', align: 'end', cell: (feed) => <Count value={feed.counts?.records ?? null} /> },
        { id: 'events', header: 'Events', align: 'end', cell: (feed) => <Count value={feed.counts?.events ?? null} href={`${events(feed)}&range=90d`} label={`events of ${feed.name}`} /> },
        { id: 'duplicates', header: 'Duplicates', align: 'end', cell: (feed) => <Count value={feed.counts?.duplicates ?? null} /> },
        { id: 'ignored', header: 'Ignored', align: 'end', cell: (feed) => <Count value={feed.counts?.ignored ?? null} href={`/sources?feed=${encodeURIComponent(feed.name)}#passed`} label="ignored records" /> },
        { id: 'unknown', header: 'Unknown', align: 'end', cell: (feed) => <Count value={feed.counts?.unknownRecords ?? null} href={`/sources?feed=${encodeURIComponent(feed.name)}#passed`} label="records of unknown events" /> },
        { id: 'quarantined', header: 'Quarantined', align: 'end', cell: (feed) => <Count value={feed.counts?.quarantined ?? null} href={`/sources?feed=${encodeURIComponent(feed.name)}#quarantine`} label="quarantined records" className={feed.counts?.quarantined ? 'text-high' : undefined} /> },
        { id: 'last', header: 'Last event', align: 'end', cell: (feed) => <RelativeTime at={feed.lastEventAt} bare /> },
        { id: 'lag', header: 'Lag', align: 'end', cell: (feed) => (feed.lagSeconds === null ? <span className="text-faint">—</span> : duration(Math.max(0, feed.lagSeconds))) },
        { id: 'coverage', header: `Coverage, ${rangeLabel}`, className: 'w-72', cell: (feed) => <Strip feed={byName.get(feed.name)} from={from} to={to} /> },
      ]}
    />
  )
}

function Strip({ feed, from, to }: { feed?: FeedCoverage; from: string; to: string }) {
  if (!feed) return <span className="text-faint">—</span>
  const share = feed.coverage === null ? 'unknown' : percent(feed.coverage)
  const label = `${feed.feed}: coverage ${share}, ${feed.gaps.length} gaps`
  return (
    <span className="flex items-center gap-2">
      <CoverageStrip cells={prepareCoverageStrip(feed, from, to)} label={label} />
      <span className="w-11 shrink-0 text-right" data-tip={feed.gaps.map((gap) => `gap ${gap.from.slice(0, 16)} to ${gap.to.slice(0, 16)} UTC`).slice(0, 12).join('\n') || 'no gaps'}>{feed.coverage === null ? '—' : percent(feed.coverage)}</span>
    </span>
  )
}
