import { z } from 'zod'
import { stores } from '#lib/facts.ts'
import { roles } from '#lib/viewer.ts'
import { defineEndpoint, type Answer, type Question } from './endpoint.ts'
import { Instant, rangeFields } from './instant.ts'
import { pageFields, pageOf } from './page.ts'
import { Owner, SecretSummary } from './secret-summary.ts'

export const secretSorts = ['name', '-lastReadAt', 'lastReadAt', '-reads', 'reads', '-readers', 'readers', '-denied'] as const

/** `reads`, `readers`, `denied` and `sparkline` are of the range; `lastReadAt` and `activeVersion` are true whatever the range. */
export const SecretRow = SecretSummary.extend({
  owners: z.array(Owner),
  lastReadAt: Instant.nullable(),
  reads: z.number(),
  readers: z.number(),
  denied: z.number(),
  activeVersion: z.string().nullable(),
  sparkline: z.array(z.number()).meta({ description: 'Successful reads per UTC day from `sparklineFrom` on.' }),
})
export type SecretRow = z.infer<typeof SecretRow>

export const listSecretsEndpoint = defineEndpoint({
  id: 'listSecrets',
  path: '/secrets',
  summary: 'Secrets, with who reads them how much',
  roles,
  params: z.strictObject({}),
  filter: z.strictObject({
    q: z.string().max(1000).optional().meta({ description: 'Part of a URI or name; * stands for any characters.' }),
    store: z.enum(stores).optional(),
    account: z.string().max(200).optional(),
    cluster: z.string().max(200).optional(),
    namespace: z.string().max(200).optional(),
    team: z.string().max(200).optional(),
    ...rangeFields,
    sort: z.enum(secretSorts).optional(),
    ...pageFields,
  }),
  answer: pageOf(SecretRow).extend({
    total: z.number().meta({ description: 'Secrets that the filter matches, on all pages.' }),
    sparklineFrom: z.string().meta({ format: 'date' }),
  }),
})
export type ListSecretsFilter = Question<typeof listSecretsEndpoint>
export type SecretPage = Answer<typeof listSecretsEndpoint>
