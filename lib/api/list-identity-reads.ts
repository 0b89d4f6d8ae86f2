import { z } from 'zod'
import { roles } from '#lib/viewer.ts'
import { defineEndpoint, type Question } from './endpoint.ts'
import { rangeFields } from './instant.ts'
import { pageFields, pageOf } from './page.ts'
import { SecretSummary } from './secret-summary.ts'
import { SurrogateId } from './surrogate-id.ts'
import { valueReadFields } from './value-reads.ts'

export const IdentityRead = z.object({ secret: SecretSummary, ...valueReadFields })
export type IdentityRead = z.infer<typeof IdentityRead>

export const listIdentityReadsEndpoint = defineEndpoint({
  id: 'listIdentityReads',
  path: '/identities/{id}/reads',
  summary: 'What an identity read, or tried to; as the one who acted or as the person behind',
  roles,
  params: z.strictObject({ id: SurrogateId }),
  filter: z.strictObject({ ...rangeFields, ...pageFields }),
  answer: pageOf(IdentityRead),
})
export type ListIdentityReadsFilter = Question<typeof listIdentityReadsEndpoint>
