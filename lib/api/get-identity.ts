import { z } from 'zod'
import { roles } from '#lib/viewer.ts'
import { defineEndpoint, type Question } from './endpoint.ts'
import { IdentitySummary, NamedIdentity } from './identity-summary.ts'
import { Instant, rangeFields } from './instant.ts'
import { PlaceSummary } from './place-summary.ts'
import { SurrogateId } from './surrogate-id.ts'

/** Counts and places are of the range, first and last are ever; only what the viewer may see is counted. */
export const IdentityDetail = z.object({
  identity: NamedIdentity,
  reads: z.number(),
  secrets: z.number(),
  denied: z.number(),
  changes: z.number(),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  places: z.array(PlaceSummary),
  /** Who it acted for (people behind a role), and as what it acted. */
  actedFor: z.array(IdentitySummary),
  actedAs: z.array(IdentitySummary),
})
export type IdentityDetail = z.infer<typeof IdentityDetail>

export const getIdentityEndpoint = defineEndpoint({
  id: 'getIdentity',
  path: '/identities/{id}',
  summary: 'One identity, all its names',
  roles,
  params: z.strictObject({ id: SurrogateId }),
  filter: z.strictObject(rangeFields),
  answer: IdentityDetail,
})
export type GetIdentityFilter = Question<typeof getIdentityEndpoint>
