import { z } from 'zod'
import type { ListSecretsFilter } from './list-secrets.ts'

export const secretFacets = ['store', 'account', 'cluster', 'team'] as const
export type SecretFacet = (typeof secretFacets)[number]

/** Each facet is counted without its own filter, so that the other choices stay in sight. Most frequent first, at most 50. */
export const SecretSummaryCounts = z.object({
  facets: z.array(z.object({ field: z.enum(secretFacets), values: z.array(z.object({ value: z.string(), count: z.number() })) })),
})
export type SecretSummaryCounts = z.infer<typeof SecretSummaryCounts>
export type SummariseSecretsFilter = Pick<ListSecretsFilter, 'q' | 'store' | 'account' | 'cluster' | 'namespace' | 'team'>
