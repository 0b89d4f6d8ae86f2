import { z } from 'zod'
import { defineEndpoint, type Question } from './endpoint.ts'
import { Instant } from './instant.ts'
import { pageFields, pageOf } from './page.ts'

export const PassedRecordRow = z.object({
  feed: z.string(),
  verdict: z.string().meta({ description: 'irrelevant, unknown or aside' }),
  service: z.string(),
  event: z.string(),
  count: z.number(),
  lastAt: Instant.nullable(),
})
export type PassedRecordRow = z.infer<typeof PassedRecordRow>

export const listPassedRecordsEndpoint = defineEndpoint({
  id: 'listPassedRecords',
  path: '/passed-records',
  summary: 'Records without facts, by service and event name, most frequent first',
  roles: ['admin', 'analyst', 'auditor'],
  params: z.strictObject({}),
  filter: z.strictObject({ feed: z.string().max(200).optional(), verdict: z.enum(['irrelevant', 'unknown', 'aside']).optional(), ...pageFields }),
  answer: pageOf(PassedRecordRow),
})
export type ListPassedRecordsFilter = Question<typeof listPassedRecordsEndpoint>
