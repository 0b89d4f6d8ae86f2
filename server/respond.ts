import 'server-only'
import type { z } from 'zod'
import type { ListEventsFilter } from '#lib/api/list-events.ts'
import { Forbidden } from '#lib/errors.ts'
import { answers, type Answering } from './answers.ts'
import { database } from './database.ts'
import { exportEvents } from './export-events.ts'
import { problemResponse, refusedResponse } from './problem-response.ts'
import { requireViewer } from './viewer.ts'

/** Next.js gives a route without parameters none at all. */
type Context = { params: Promise<Record<string, string> | undefined> }

/** The handler of one GET route: who asks, may his role, is the question well formed; then the query answers. */
export function respond(id: keyof typeof answers): (request: Request, context: Context) => Promise<Response> {
  const { endpoint, answer }: Answering = answers[id]
  return async (request, context) => {
    try {
      const viewer = await requireViewer(request)
      if (!endpoint.roles.includes(viewer.role)) throw new Forbidden()
      const params = endpoint.params.safeParse((await context.params) ?? {})
      if (!params.success) return refusedResponse(params.error)
      const filter = endpoint.filter.safeParse(parametersOf(new URL(request.url).searchParams))
      if (!filter.success) return refusedResponse(filter.error)
      const { format = 'json', ...question } = { ...asRecord(params.data), ...asRecord(filter.data) } as { format?: 'json' | 'csv' | 'jsonl' } & ListEventsFilter
      if (format !== 'json') return await exportEvents(database(), viewer, question, format)
      return Response.json(await answer(database(), viewer, question), { headers: { 'cache-control': 'no-store' } })
    } catch (error) {
      return problemResponse(error)
    }
  }
}

/** A parameter that is given twice becomes a list, which no schema takes: never the first or the last by chance. */
function parametersOf(search: URLSearchParams): Record<string, string | string[]> {
  const parameters: Record<string, string | string[]> = Object.create(null)
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name)
    parameters[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return parameters
}

function asRecord(data: z.output<z.ZodType>): Record<string, unknown> {
  return typeof data === 'object' && data !== null ? { ...data } : {}
}
