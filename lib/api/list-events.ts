import { z } from 'zod'
import { actions, disclosures, outcomes } from '#lib/facts.ts'
import { roles } from '#lib/viewer.ts'
import { defineEndpoint, type Answer, type Question } from './endpoint.ts'
import { IdentitySummary } from './identity-summary.ts'
import { Instant, rangeFields } from './instant.ts'
import { pageFields, pageOf } from './page.ts'
import { PlaceSummary } from './place-summary.ts'
import { SecretSummary } from './secret-summary.ts'
import { versionEvidences } from './value-reads.ts'

/** One access: an event and one of its targets. `row` is unique, `id` is shared by all targets of one event. */
export const EventRow = z.object({
  row: z.string(),
  id: z.string(),
  occurredAt: Instant,
  secret: SecretSummary,
  actor: IdentitySummary,
  subject: IdentitySummary.nullable(),
  action: z.enum(actions),
  outcome: z.enum(outcomes),
  code: z.string(),
  disclosed: z.enum(disclosures),
  precision: z.enum(['exact', 'candidate']),
  version: z.object({ ref: z.string(), evidence: z.enum(versionEvidences) }),
  stage: z.string(),
  place: PlaceSummary,
  ip: z.string().nullable(),
  client: z.object({ family: z.string(), userAgent: z.string() }),
  via: z.string(),
  effective: z.string(),
  feed: z.string(),
  nativeId: z.string(),
})
export type EventRow = z.infer<typeof EventRow>

export const facetNames = ['store', 'action', 'outcome', 'kind', 'region', 'account', 'cluster', 'namespace', 'client', 'network', 'disclosed'] as const
export const Facet = z.object({
  field: z.enum(facetNames),
  values: z.array(z.object({ value: z.string(), count: z.number() })).meta({ description: 'Most frequent first, at most 50.' }),
})

/** Everything around the rows. `estimated` says that counting hit its time box and the numbers come from a sample. */
export const EventSummary = z.object({
  count: z.number(),
  estimated: z.boolean(),
  facets: z.array(Facet),
  histogram: z.object({
    step: z.enum(['hour', 'day']),
    bars: z.array(z.object({ from: Instant, outcomes: z.record(z.enum(outcomes), z.number()) })).meta({ description: 'Only bars with events.' }),
  }),
})
export type EventSummary = z.infer<typeof EventSummary>

const question = {
  q: z.string().max(4096).optional().meta({ description: 'The search language: secret:prod/payment/* action:read -outcome:success ip:10.0.0.0/8' }),
  ...rangeFields,
}

export const listEventsEndpoint = defineEndpoint({
  id: 'listEvents',
  path: '/events',
  summary: 'Events, newest first; with format=csv or format=jsonl all of them as a stream',
  roles,
  params: z.strictObject({}),
  filter: z.strictObject({ ...question, format: z.enum(['json', 'csv', 'jsonl']).optional(), ...pageFields }),
  answer: pageOf(EventRow),
})
export type ListEventsFilter = Omit<Question<typeof listEventsEndpoint>, 'format'>
export type EventPage = Answer<typeof listEventsEndpoint>

export const summariseEventsEndpoint = defineEndpoint({
  id: 'summariseEvents',
  path: '/events/summary',
  summary: 'How many events a filter matches, when, and by what',
  roles,
  params: z.strictObject({}),
  filter: z.strictObject(question),
  answer: EventSummary,
})
export type SummariseEventsFilter = Question<typeof summariseEventsEndpoint>
