import { z } from 'zod'
import { identityKinds } from '#lib/facts.ts'
import { roles } from '#lib/viewer.ts'
import { defineEndpoint, type Answer, type Question } from './endpoint.ts'
import { IdentitySummary } from './identity-summary.ts'
import { Instant, rangeFields } from './instant.ts'
import { pageFields, pageOf } from './page.ts'

export const identitySorts = ['name', '-lastSeenAt', '-reads', '-secrets', '-denied'] as const

/** Counts are of the range; `lastSeenAt` is true whatever the range. Only what the viewer may see is counted. */
export const IdentityRow = IdentitySummary.extend({
  lastSeenAt: Instant,
  reads: z.number(),
  secrets: z.number().meta({ description: 'Secrets whose value it read.' }),
  denied: z.number(),
  changes: z.number(),
})
export type IdentityRow = z.infer<typeof IdentityRow>

export const listIdentitiesEndpoint = defineEndpoint({
  id: 'listIdentities',
  path: '/identities',
  summary: 'Identities that accessed secrets',
  roles,
  params: z.strictObject({}),
  filter: z.strictObject({
    q: z.string().max(1000).optional().meta({ description: 'Part of a URI, display name or alias; * stands for any characters.' }),
    uri: z.string().max(4096).optional().meta({ description: 'Exactly this URI or alias.' }),
    kind: z.enum(identityKinds).optional(),
    ...rangeFields,
    sort: z.enum(identitySorts).optional(),
    ...pageFields,
  }),
  answer: pageOf(IdentityRow).extend({ total: z.number() }),
})
export type ListIdentitiesFilter = Question<typeof listIdentitiesEndpoint>
export type IdentityPage = Answer<typeof listIdentitiesEndpoint>
