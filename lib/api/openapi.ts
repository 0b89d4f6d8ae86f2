import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { endpoints } from './endpoints.ts'
import { Problem } from './problem.ts'

type Schema = Record<string, unknown>

/** The HTTP API as OpenAPI 3.1, made from the schemas that requests and answers are checked with. */
export function describeApi(version: string): Schema {
  return {
    openapi: '3.1.0',
    info: { title: 'Whoread', version, description: 'Who read this secret? Times are ISO 8601 UTC; lists are pages `{items, nextCursor}`; errors are RFC 9457 problems.' },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }, { session: [] }],
    paths: Object.fromEntries(endpoints.map((endpoint) => [endpoint.path, { get: operationOf(endpoint) }])),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Made with "whoread token create".' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-whoread-session', description: 'The signed-in browser; without TLS the name has no __Host- before it.' },
      },
      responses: { problem: { description: 'What went wrong', content: { 'application/problem+json': { schema: jsonSchema(Problem, 'output') } } } },
    },
  }
}

function operationOf(endpoint: Endpoint): Schema {
  const problems = ['400', '401', '403', '404', '500', '503']
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    description: [endpoint.description, `For the roles ${endpoint.roles.join(', ')}; an owner is answered about the secrets of his teams.`].filter(Boolean).join(' '),
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.filter, 'query')],
    responses: {
      '200': { description: 'The answer', content: { 'application/json': { schema: jsonSchema(endpoint.answer, 'output') }, ...streamsOf(endpoint) } },
      ...Object.fromEntries(problems.map((status) => [status, { $ref: '#/components/responses/problem' }])),
    },
  }
}

function streamsOf(endpoint: Endpoint): Schema {
  if (endpoint.id !== 'listEvents') return {}
  return { 'text/csv': { schema: { type: 'string' } }, 'application/jsonl': { schema: { type: 'string' } } }
}

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): Schema[] {
  const { properties = {}, required = [] } = jsonSchema(schema, 'input')
  return Object.entries(properties as Record<string, Schema>).map(([name, { description, ...property }]) => ({
    name, in: place, required: place === 'path' || (required as string[]).includes(name), ...(description ? { description } : {}), schema: place === 'query' && name === 'limit' ? { type: 'integer', minimum: 1, maximum: 500 } : property,
  }))
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _schema, ...described } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' })
  return described
}
