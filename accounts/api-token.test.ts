import { describe, expect, it } from 'vitest'

import { generateApiToken, isApiToken } from './api-token.ts'

describe('API tokens', () => {
  it('are recognised by prefix, length and checksum', () => {
    const token = generateApiToken()
    expect(token).toMatch(/^whoread_[0-9A-Za-z]{38}$/)
    expect(isApiToken(token)).toBe(true)
  })

  it('with one wrong character are refused without a look at the database', () => {
    const token = generateApiToken()
    const other = token[10] === 'a' ? 'b' : 'a'
    expect(isApiToken(token.slice(0, 10) + other + token.slice(11))).toBe(false)
    expect(isApiToken('whoread_short')).toBe(false)
    expect(isApiToken('')).toBe(false)
  })

  it('do not repeat', () => {
    expect(new Set(Array.from({ length: 1000 }, generateApiToken)).size).toBe(1000)
  })
})
