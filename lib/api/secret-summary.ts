import { z } from 'zod'
import { stores } from '#lib/facts.ts'

export const SecretSummary = z.object({
  id: z.string(),
  uri: z.string(),
  store: z.enum(stores),
  name: z.string(),
  /** True for a scope (`…/*`): something in it may have been accessed. */
  isScope: z.boolean(),
  account: z.string(),
  region: z.string(),
  cluster: z.string(),
  namespace: z.string(),
})
export type SecretSummary = z.infer<typeof SecretSummary>

/** Most specific pattern first. */
export const Owner = z.object({ team: z.string(), environment: z.string(), tier: z.string() })
export type Owner = z.infer<typeof Owner>
