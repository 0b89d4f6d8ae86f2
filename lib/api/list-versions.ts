import { z } from 'zod'
import { roles } from '#lib/viewer.ts'
import { defineEndpoint, type Question } from './endpoint.ts'
import { IdentitySummary } from './identity-summary.ts'
import { Instant } from './instant.ts'
import { pageOf } from './page.ts'
import { SurrogateId } from './surrogate-id.ts'

/** `reads`, `readers`, `lastReadAt` count the reads known to have got this version, observed or inferred. */
export const SecretVersion = z.object({
  ref: z.string(),
  state: z.string(),
  active: z.boolean(),
  createdAt: Instant.nullable(),
  currentFrom: Instant.nullable(),
  currentTo: Instant.nullable(),
  changedBy: IdentitySummary.nullable(),
  reads: z.number(),
  readers: z.number(),
  lastReadAt: Instant.nullable(),
})
export type SecretVersion = z.infer<typeof SecretVersion>

export const listVersionsEndpoint = defineEndpoint({
  id: 'listVersions',
  path: '/secrets/{id}/versions',
  summary: 'Versions of a secret, newest first',
  roles,
  params: z.strictObject({ id: SurrogateId }),
  filter: z.strictObject({}),
  answer: pageOf(SecretVersion),
})
export type ListVersionsFilter = Question<typeof listVersionsEndpoint>
