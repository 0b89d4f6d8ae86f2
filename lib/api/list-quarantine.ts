import { z } from 'zod'
import { defineEndpoint, type Question } from './endpoint.ts'
import { Instant } from './instant.ts'
import { pageFields, pageOf } from './page.ts'

export const QuarantineRow = z.object({
  id: z.string(),
  feed: z.string(),
  object: z.string(),
  byteOffset: z.number(),
  byteLength: z.number(),
  reason: z.string(),
  path: z.string(),
  sha256: z.string(),
  excerpt: z.string(),
  firstSeen: Instant,
})
export type QuarantineRow = z.infer<typeof QuarantineRow>

export const listQuarantineEndpoint = defineEndpoint({
  id: 'listQuarantine',
  path: '/quarantine',
  summary: 'Inputs that could not be understood, newest first',
  roles: ['admin', 'analyst', 'auditor'],
  params: z.strictObject({}),
  filter: z.strictObject({ feed: z.string().max(200).optional(), reason: z.string().max(100).optional(), ...pageFields }),
  answer: pageOf(QuarantineRow).extend({ reasons: z.array(z.object({ reason: z.string(), count: z.number() })) }),
})
export type ListQuarantineFilter = Question<typeof listQuarantineEndpoint>
