import { z } from 'zod'

/** RFC 9457, `application/problem+json`. `id` finds the cause in the server's log; nothing of the cause itself is told. */
export const Problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  id: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string(), column: z.number().optional() })).optional(),
})
export type Problem = z.infer<typeof Problem>
