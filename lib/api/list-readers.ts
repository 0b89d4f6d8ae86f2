import { z } from 'zod'
import { roles } from '#lib/viewer.ts'
import { defineEndpoint, type Question } from './endpoint.ts'
import { NamedIdentity } from './identity-summary.ts'
import { rangeFields } from './instant.ts'
import { pageFields, pageOf } from './page.ts'
import { SurrogateId } from './surrogate-id.ts'
import { valueReadFields } from './value-reads.ts'

export const Reader = z.object({ identity: NamedIdentity, ...valueReadFields })
export type Reader = z.infer<typeof Reader>

export const listReadersEndpoint = defineEndpoint({
  id: 'listReaders',
  path: '/secrets/{id}/readers',
  summary: 'Who read a secret, or tried to',
  description: 'For people the person is the reader and the role is a hop in `via`. Last reader first. Without a range: ever.',
  roles,
  params: z.strictObject({ id: SurrogateId }),
  filter: z.strictObject({ ...rangeFields, ...pageFields }),
  answer: pageOf(Reader),
})
export type ListReadersFilter = Question<typeof listReadersEndpoint>
