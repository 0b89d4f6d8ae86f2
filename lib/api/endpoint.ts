import type { z } from 'zod'
import type { Role } from '#lib/viewer.ts'

/**
 * One question the HTTP API answers. `params` are the path's, `filter` the query string's: strict schemas over strings, so that
 * an unknown or repeated name is an error and nothing else ever reaches a query.
 */
export interface Endpoint<Params extends z.ZodType = z.ZodType, Filter extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> {
  /** `operationId` in OpenAPI, and the name of the query that answers. */
  id: string
  /** Below `/api/v1`, with `{name}` for each of `params`. */
  path: string
  summary: string
  description?: string
  /** Who may ask; what a role then sees is decided by the query. */
  roles: readonly Role[]
  params: Params
  filter: Filter
  answer: Answer
}

/** A strict schema without fields says `Record<string, never>`, which would forbid the fields of the other one. */
type Fields<T> = string extends keyof T ? unknown : T

export type Question<E extends Endpoint> = Fields<z.output<E['params']>> & Fields<z.output<E['filter']>>
export type Answer<E extends Endpoint> = z.output<E['answer']>

export function defineEndpoint<P extends z.ZodType, F extends z.ZodType, A extends z.ZodType>(endpoint: Endpoint<P, F, A>): Endpoint<P, F, A> {
  return endpoint
}
