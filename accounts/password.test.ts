import { describe, expect, it } from 'vitest'

import { hashPassword, passwordProblem, verifyPassword } from './password.ts'

describe('passwords', () => {
  it('are kept as argon2id and verified', async () => {
    const hash = await hashPassword('quiet orbit 42 lanterns')
    expect(hash).toMatch(/^\$argon2id\$/)
    expect(await verifyPassword(hash, 'quiet orbit 42 lanterns')).toBe(true)
    expect(await verifyPassword(hash, 'quiet orbit 42 lantern')).toBe(false)
  })

  it('of a user who does not exist are never right', async () => {
    expect(await verifyPassword(null, 'no user has this password')).toBe(false)
  })

  it.each(['short', 'Password1234', 'aaaaaaaaaaaa', 'abcabcabcabc', '123456789012', 'abcdefghijklm', 'alice-is-my-name', 'correct horse battery staple', 'AdminAdminAdmin'])('refuses %s', (password) => {
    expect(passwordProblem(password, 'alice')).toBeTruthy()
  })

  it('accepts a long one that is on no list', () => {
    expect(passwordProblem('quiet orbit 42 lanterns', 'alice')).toBeUndefined()
  })
})
