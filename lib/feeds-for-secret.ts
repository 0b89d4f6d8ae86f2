import type { FeedCoverage } from './api/get-coverage.ts'
import type { SecretSummary } from './api/secret-summary.ts'

const sourcesOfStore: Record<string, readonly string[]> = {
  'aws-secretsmanager': ['cloudtrail'],
  'aws-ssm': ['cloudtrail'],
  'aws-kms': ['cloudtrail'],
  'gcp-secretmanager': ['gcp-audit'],
  'gcp-kms': ['gcp-audit'],
  vault: ['vault-audit'],
  kubernetes: ['kubernetes-audit', 'gcp-audit'],
}

/** The feeds that could have shown an access to this secret: of its kind of store and, where a feed is one cluster's, of its cluster. */
export function feedsForSecret(feeds: FeedCoverage[], secret: Pick<SecretSummary, 'store' | 'cluster'>): FeedCoverage[] {
  const sources = sourcesOfStore[secret.store] ?? []
  const ofStore = feeds.filter((feed) => sources.includes(feed.source))
  if (secret.store !== 'vault' && secret.store !== 'kubernetes') return ofStore
  return ofStore.filter((feed) => feed.source === 'gcp-audit' || feed.cluster === secret.cluster)
}

/** So long a feed must have been watched before a first access in it means anything: weekly jobs have come by twice. */
const learningDays = 14

/**
 * From when on a first access may be called new: the start of the range, if the logs reach back far enough beyond it. When they do not,
 * nearly everything in them is a first one, and calling it new would say nothing.
 */
export function newFrom(feeds: FeedCoverage[], from: string): string | null {
  const learnedFrom = new Date(Date.parse(from) - learningDays * 86_400_000).toISOString()
  return feeds.some((feed) => feed.firstAt !== null && feed.firstAt <= learnedFrom) ? from : null
}

/** The worst of them: "no reads" is worth no more than the feed that would have shown one. `null` when there is none. */
export function coverageOf(feeds: FeedCoverage[]): number | null {
  const shares = feeds.map((feed) => feed.coverage).filter((share) => share !== null)
  return shares.length === 0 ? null : Math.min(...shares)
}
