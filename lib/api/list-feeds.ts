import { z } from 'zod'
import { roles } from '#lib/viewer.ts'
import { defineEndpoint } from './endpoint.ts'
import { Instant } from './instant.ts'
import { pageOf } from './page.ts'

/** What a feed delivered so far. An owner, who sees some secrets only, is not told counts: they are of all secrets. */
export const FeedRow = z.object({
  id: z.number(),
  name: z.string(),
  source: z.string(),
  cluster: z.string(),
  demo: z.boolean(),
  counts: z
    .object({ records: z.number(), events: z.number(), duplicates: z.number(), ignored: z.number(), quarantined: z.number(), objects: z.number(), unknownRecords: z.number() })
    .nullable(),
  firstEventAt: Instant.nullable(),
  lastEventAt: Instant.nullable(),
  lastIngestAt: Instant.nullable(),
  lagSeconds: z.number().nullable().meta({ description: 'Now minus the newest event.' }),
})
export type FeedRow = z.infer<typeof FeedRow>

export const listFeedsEndpoint = defineEndpoint({
  id: 'listFeeds',
  path: '/feeds',
  summary: 'Feeds and what they delivered',
  roles,
  params: z.strictObject({}),
  filter: z.strictObject({}),
  answer: pageOf(FeedRow),
})
