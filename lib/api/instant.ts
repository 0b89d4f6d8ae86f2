import { z } from 'zod'

const form = /^(?!0000)\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/

/** A moment given by a person or program: a UTC day or an ISO 8601 time with its zone; becomes ISO 8601 UTC in milliseconds. */
export const InstantInput = z
  .string()
  .max(40)
  .refine((text) => form.test(text) && !Number.isNaN(Date.parse(text)), 'must be ISO 8601, like 2026-11-01 or 2026-11-01T08:00:00Z')
  .transform((text) => new Date(text).toISOString())
  .meta({ description: 'ISO 8601: a UTC day (2026-11-01) or a time with its zone (2026-11-01T08:00:00Z).' })

/** A moment in an answer: ISO 8601 UTC, in milliseconds, or in microseconds where the record is that precise. */
export const Instant = z.string().meta({ format: 'date-time' })

/** `from` is inclusive, `to` exclusive; a missing one leaves that side open. */
export const rangeFields = { from: InstantInput.optional(), to: InstantInput.optional() }
export type RangeFilter = { from?: string; to?: string }
