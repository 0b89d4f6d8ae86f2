import { describe, expect, it } from 'vitest'

import { splitTerms, termState, toggleTerm } from './query-terms.ts'

describe('facets write the query', () => {
  it('choose one value of a field at a time', () => {
    expect(toggleTerm('', 'outcome', 'denied', false)).toBe('outcome:denied')
    expect(toggleTerm('outcome:denied', 'outcome', 'success', false)).toBe('outcome:success')
    expect(toggleTerm('outcome:success db', 'outcome', 'success', false)).toBe('db')
  })
  it('exclude several', () => {
    expect(toggleTerm('-region:us-east-1', 'region', 'eu-west-1', true)).toBe('-region:us-east-1 -region:eu-west-1')
    expect(toggleTerm('region:us-east-1', 'region', 'us-east-1', true)).toBe('-region:us-east-1')
  })
  it('quote what needs it and find it again', () => {
    const query = toggleTerm('a', 'client', 'aws cli "2"', false)
    expect(query).toBe(String.raw`a client:"aws cli \"2\""`)
    expect(termState(query, 'client', 'aws cli "2"')).toBe('only')
    expect(toggleTerm(query, 'client', 'aws cli "2"', false)).toBe('a')
  })
  it('leave groups whole', () => {
    expect(splitTerms('(action:read OR action:watch) x')).toEqual(['(action:read OR action:watch)', 'x'])
  })
})
