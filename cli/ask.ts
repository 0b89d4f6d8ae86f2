import type { z } from 'zod'
import { limitMax } from '#lib/api/page.ts'
import { localOperator, type Viewer } from '#lib/viewer.ts'
import { createDatabaseClient, type DatabaseClient } from '#prisma/client.ts'
import { printJson, printTable } from './print.ts'
import { withDatabase } from './with-database.ts'

export type ReadingOptions = { from?: string; to?: string; json?: boolean }

/** Asks the queries that the web asks, as the operator of this machine. */
export function ask(work: (db: DatabaseClient, viewer: Viewer) => Promise<void>): Promise<void> {
  return withDatabase(async ({ url }) => {
    const db = createDatabaseClient(url, 4)
    try {
      await work(db, localOperator)
    } finally {
      await db.$disconnect()
    }
  })
}

/** The options through the API's own schema; one sentence says what is wrong. */
export function parseFilter<Filter extends z.ZodType>(schema: Filter, options: Record<string, unknown>): z.output<Filter> {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  const parsed = schema.safeParse(given)
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
  return parsed.data
}

/** All pages of a list. */
export async function askAll<Filter extends z.ZodType, Item>(
  schema: Filter,
  options: Record<string, unknown>,
  page: (filter: z.output<Filter>) => Promise<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const next = await page(parseFilter(schema, { ...options, limit: limitMax, cursor }))
    items.push(...next.items)
    cursor = next.nextCursor ?? undefined
  }
  return items
}

export function printAnswer(json: boolean | undefined, answer: unknown, header: string[], rows: (string | number)[][]): void {
  if (json) printJson(answer)
  else printTable(header, rows)
}
