import { NotFound } from '#lib/errors.ts'
import { problemResponse } from '#server/problem-response.ts'

/** Any other address below /api/v1 is a problem too, not a page. */
export function GET(): Response {
  return problemResponse(new NotFound('There is no such address in this API.'))
}
