import { z } from 'zod'
import { roles } from '#lib/viewer.ts'
import { defineEndpoint, type Question } from './endpoint.ts'
import { Instant, rangeFields } from './instant.ts'

export const CoverageHour = z.object({
  hour: Instant,
  records: z.number(),
  events: z.number(),
  duplicates: z.number(),
  ignored: z.number(),
  quarantined: z.number(),
})

/** `coverage` is the share of the range's hours, 0 to 1, in which the feed was heard of or its silence is usual. */
export const FeedCoverage = z.object({
  feed: z.string(),
  source: z.string(),
  cluster: z.string(),
  firstAt: Instant.nullable(),
  lastAt: Instant.nullable(),
  coverage: z.number().nullable(),
  gaps: z.array(z.object({ from: Instant, to: Instant })),
  hours: z.array(CoverageHour).nullable().meta({ description: 'Hours with records; not told to an owner.' }),
})
export type FeedCoverage = z.infer<typeof FeedCoverage>

export const Coverage = z.object({
  from: Instant.nullable(),
  to: Instant.nullable(),
  /** The earliest of the feeds' newest events: complete up to there. */
  completeUntil: Instant.nullable(),
  feeds: z.array(FeedCoverage),
})
export type Coverage = z.infer<typeof Coverage>

export const getCoverageEndpoint = defineEndpoint({
  id: 'getCoverage',
  path: '/coverage',
  summary: 'What the feeds could have shown, and their gaps',
  description: 'Without a range: from the first event to the last one of all feeds. A range of more than 100 days lists gaps, not hours.',
  roles,
  params: z.strictObject({}),
  filter: z.strictObject({ feed: z.string().max(200).optional(), ...rangeFields }),
  answer: Coverage,
})
export type GetCoverageFilter = Question<typeof getCoverageEndpoint>
