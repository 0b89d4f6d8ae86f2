import 'server-only'
import { randomUUID } from 'node:crypto'
import type { ZodError } from 'zod'
import type { Problem } from '#lib/api/problem.ts'
import { ExpectedError, InvalidFilter } from '#lib/errors.ts'

/** An error as RFC 9457 says. A fault is told as an id only; its cause goes to the server's log under that id. */
export function problemResponse(error: unknown): Response {
  const id = randomUUID()
  if (error instanceof ExpectedError) return respondWith(expectedProblem(error, id), error.status === 401 ? { 'www-authenticate': 'Bearer' } : {})
  process.stderr.write(`${JSON.stringify({ level: 'error', id, message: 'a request failed', error: error instanceof Error ? error.name : 'unknown', stack: error instanceof Error ? error.stack : undefined })}\n`)
  return respondWith({ type: 'about:blank', title: 'Something went wrong here', status: 500, detail: 'Nothing was changed. The server\'s log has the cause under this id.', id })
}

function expectedProblem(error: ExpectedError, id: string): Problem {
  const problem: Problem = { type: 'about:blank', title: error.title, status: error.status, detail: error.message, id }
  if (error instanceof InvalidFilter) problem.errors = [{ field: error.field, message: error.message, column: error.column }]
  return problem
}

/** What a schema refused, field by field; the values are not repeated. */
export function refusedResponse(error: ZodError): Response {
  const errors = error.issues.map((issue) => ({ field: issue.path.join('.') || ('keys' in issue ? issue.keys.join(', ').slice(0, 200) : ''), message: issue.code === 'unrecognized_keys' ? 'there is no such parameter' : issue.message }))
  return respondWith({ type: 'about:blank', title: 'The filter cannot be understood', status: 400, detail: errors.map((one) => `${one.field}: ${one.message}`).join('; '), id: randomUUID(), errors })
}

function respondWith(problem: Problem, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(problem), { status: problem.status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers } })
}
