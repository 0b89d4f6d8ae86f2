import type { Command } from 'commander'
import { getCoverageEndpoint, type FeedCoverage } from '#lib/api/get-coverage.ts'
import { getCoverage } from '#queries/get-coverage.ts'
import { ask, parseFilter, printAnswer, type ReadingOptions } from './ask.ts'

export function registerCoverage(program: Command): void {
  program
    .command('coverage')
    .description('show what the feeds could have shown, and their gaps')
    .option('--feed <name>', 'only this feed')
    .option('--from <time>', 'from here on: 2026-11-01 or 2026-11-01T08:00:00Z')
    .option('--to <time>', 'up to here, exclusive')
    .option('--json', 'print JSON')
    .action((options: ReadingOptions & { feed?: string }) => runCoverage(options))
}

function runCoverage({ feed, from, to, json }: ReadingOptions & { feed?: string }): Promise<void> {
  return ask(async (db, viewer) => {
    const coverage = await getCoverage(db, viewer, parseFilter(getCoverageEndpoint.filter, { feed, from, to }))
    printAnswer(json, coverage, ['feed', 'source', 'first record', 'last record', 'coverage', 'gaps'], coverage.feeds.map(cellsOf))
  })
}

function cellsOf(feed: FeedCoverage): (string | number)[] {
  const share = feed.coverage === null ? '—' : `${(Math.floor(feed.coverage * 1000) / 10).toFixed(1)} %`
  const gaps = feed.gaps.map((gap) => `${gap.from} to ${gap.to}`)
  return [feed.feed, feed.source, feed.firstAt ?? '—', feed.lastAt ?? '—', share, gaps.length > 3 ? `${gaps.slice(0, 3).join(', ')} and ${gaps.length - 3} more` : gaps.join(', ')]
}
