import 'server-only'

import type { z } from 'zod'

/**
 * The named parameters of a page's address, through the same schema as the API's. What does not fit is left out: an old or
 * mistyped link opens the page all the same.
 */
export function readFilter<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, search: Record<string, string | string[] | undefined>, names: (string & keyof Shape)[]): Partial<z.output<z.ZodObject<Shape>>> {
  const read: Record<string, unknown> = {}
  for (const name of names) {
    const given = search[name]
    const field = schema.shape[name]
    const parsed = (field as unknown as z.ZodType).safeParse(Array.isArray(given) ? given[0] : given || undefined)
    if (parsed.success && parsed.data !== undefined) read[name] = parsed.data
  }
  return read as Partial<z.output<z.ZodObject<Shape>>>
}
