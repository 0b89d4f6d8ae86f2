import { z } from 'zod'

/** Where from, as far as the log says; empty text is "not said". `network` is an address' /16, a service's host or `private`. */
export const PlaceSummary = z.object({
  account: z.string(),
  region: z.string(),
  cluster: z.string(),
  namespace: z.string(),
  network: z.string(),
})
export type PlaceSummary = z.infer<typeof PlaceSummary>
