import { expect, test } from 'vitest'
import { endpoints } from './endpoints.ts'
import { describeApi } from './openapi.ts'

type Operation = { operationId: string; parameters: { name: string; in: string; required: boolean; schema: unknown }[]; responses: Record<string, unknown> }

const described = JSON.parse(JSON.stringify(describeApi('1.2.3'))) as { openapi: string; paths: Record<string, { get: Operation }> }

test('every endpoint is described once, with what its path needs', () => {
  expect(described.openapi).toBe('3.1.0')
  expect(Object.keys(described.paths)).toHaveLength(endpoints.length)
  for (const [path, { get }] of Object.entries(described.paths)) {
    const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), (match) => match[1])
    expect(get.parameters.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name)).toEqual(inPath)
    expect(get.parameters.filter((parameter) => parameter.in === 'path').every((parameter) => parameter.required)).toBe(true)
    expect(get.responses['200']).toBeDefined()
  }
})

test('the range of the readers is described as text in ISO 8601, and not required', () => {
  const from = described.paths['/secrets/{id}/readers']?.get.parameters.find((parameter) => parameter.name === 'from')
  expect(from).toMatchObject({ in: 'query', required: false, schema: { type: 'string' } })
})

test('filters are strict: what they do not name is refused, as is an object where a text belongs', () => {
  for (const endpoint of endpoints) {
    expect(endpoint.filter.safeParse({ surprise: '1' }).success, endpoint.id).toBe(false)
    expect(endpoint.filter.safeParse({ q: { not: '' }, uri: { not: '' }, feed: { not: '' }, limit: { not: '' } }).success, endpoint.id).toBe(false)
    expect(endpoint.params.safeParse({ id: { not: '' } }).success, endpoint.id).toBe(false)
  }
})
