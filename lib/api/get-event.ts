import { z } from 'zod'
import { roles } from '#lib/viewer.ts'
import { defineEndpoint, type Question } from './endpoint.ts'
import { Instant } from './instant.ts'
import { EventRow } from './list-events.ts'

/** Finds the raw record again in the archive, and proves that it is the same. */
export const Provenance = z.object({
  feed: z.object({ name: z.string(), source: z.string(), cluster: z.string() }),
  object: z.string(),
  byteOffset: z.number(),
  byteLength: z.number(),
  sha256: z.string(),
})

export const EventDetail = z.object({
  id: z.string(),
  occurredAt: Instant,
  accesses: z.array(EventRow.extend({ provenance: Provenance, session: z.object({ method: z.string(), sessionName: z.string(), issuedAt: Instant, expiresAt: Instant.nullable() }).nullable() })),
  /** Copies of this event whose facts differ: a suspicion of tampering. */
  conflicts: z.number(),
})
export type EventDetail = z.infer<typeof EventDetail>

export const getEventEndpoint = defineEndpoint({
  id: 'getEvent',
  path: '/events/{id}',
  summary: 'One event: all facts and where its record is',
  roles,
  params: z.strictObject({ id: z.guid() }),
  filter: z.strictObject({}),
  answer: EventDetail,
})
export type GetEventFilter = Question<typeof getEventEndpoint>
