import { z } from 'zod'
import { actions } from '#lib/facts.ts'
import { roles } from '#lib/viewer.ts'
import { defineEndpoint, type Question } from './endpoint.ts'
import { NamedIdentity } from './identity-summary.ts'
import { Instant, rangeFields } from './instant.ts'
import { pageOf } from './page.ts'
import { SurrogateId } from './surrogate-id.ts'
import { Hop } from './value-reads.ts'

/** `changes` counts successful writes, rotations, deletions, restorations, (dis)ablings, destructions and grants. */
export const Writer = z.object({
  identity: NamedIdentity,
  via: z.array(Hop),
  firstChangedAt: Instant.nullable(),
  lastChangedAt: Instant.nullable(),
  changes: z.number(),
  denied: z.number(),
  errors: z.number(),
  actions: z.array(z.object({ action: z.enum(actions), changes: z.number(), lastAt: Instant })),
})
export type Writer = z.infer<typeof Writer>

export const listWritersEndpoint = defineEndpoint({
  id: 'listWriters',
  path: '/secrets/{id}/writers',
  summary: 'Who changed a secret, or tried to; never mixed with who read it',
  roles,
  params: z.strictObject({ id: SurrogateId }),
  filter: z.strictObject(rangeFields),
  answer: pageOf(Writer),
})
export type ListWritersFilter = Question<typeof listWritersEndpoint>
