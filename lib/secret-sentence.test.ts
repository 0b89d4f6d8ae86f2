import { describe, expect, it } from 'vitest'

import type { SecretDetail } from './api/get-secret.ts'
import { oldVersionSentence, readBySentence } from './secret-sentence.ts'

function detail(changes: Partial<SecretDetail>): SecretDetail {
  const base = { readers: { total: 0, consumers: 0, byKind: {}, newInRange: 0 }, activeVersion: { ref: '7', since: null, changedBy: null }, oldVersionHolders: [] }
  return { ...base, ...changes } as SecretDetail
}

describe('what a secret’s page says first', () => {
  it('names kinds, most first', () => {
    const readers = { total: 4, consumers: 4, byKind: { human: 1, workload: 3 }, newInRange: 0 }
    expect(readBySentence(detail({ readers }), '7 days', 1)).toBe('Read by 3 workloads and 1 person in 7 days')
  })
  it('says what "no reads" is worth', () => {
    expect(readBySentence(detail({}), '30 days', 0.98)).toBe('No reads in 30 days (coverage 98 %)')
    expect(readBySentence(detail({}), '30 days', null)).toBe('No reads in 30 days (no source could have shown one)')
  })
  it('never says "nobody" when it is not known', () => {
    expect(oldVersionSentence(detail({ oldVersionHolders: null }))).toContain('no switch of versions seen')
    expect(oldVersionSentence(detail({ activeVersion: null }))).toBe('active version unknown')
    expect(oldVersionSentence(detail({}))).toBe('nobody still holds an older version')
  })
})
