import { z } from 'zod'
import { IdentitySummary } from './identity-summary.ts'
import type { RangeFilter } from './instant.ts'

/** `reads` and `denied` are per day of `days` (UTC). */
export const ReadsByDay = z.object({
  days: z.array(z.string()),
  readers: z.array(z.object({ identity: IdentitySummary, reads: z.array(z.number()), denied: z.array(z.number()) })),
})
export type ReadsByDay = z.infer<typeof ReadsByDay>
export type ListReadsByDayFilter = RangeFilter & { id: string }
