import { z } from 'zod'

export const limitMax = 500

/** `cursor` is what the page before called `nextCursor`; it belongs to the same filter and sort. */
export const pageFields = {
  limit: z.coerce.number().int().min(1).max(limitMax).optional().meta({ description: `Rows per page, at most ${limitMax}; 100 by default.` }),
  cursor: z.string().max(600).optional(),
}
export type PageFilter = { limit?: number; cursor?: string }

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}
