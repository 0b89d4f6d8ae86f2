import { z } from 'zod'
import { identityKinds } from '#lib/facts.ts'

export const IdentitySummary = z.object({
  id: z.string(),
  uri: z.string(),
  kind: z.enum(identityKinds),
  displayName: z.string(),
  disabledAt: z.string().nullable(),
})
export type IdentitySummary = z.infer<typeof IdentitySummary>

/** With every other name it was seen under, sorted. */
export const NamedIdentity = IdentitySummary.extend({ aliases: z.array(z.string()) })
export type NamedIdentity = z.infer<typeof NamedIdentity>
