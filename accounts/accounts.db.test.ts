import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createDatabaseClient, type DatabaseClient } from '#prisma/client.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/test-database.ts'
import { setUserDisabled } from './change-user.ts'
import { checkCredentials } from './check-credentials.ts'
import { completeSetup } from './complete-setup.ts'
import { createSetupToken } from './create-setup-token.ts'
import { createToken } from './create-token.ts'
import { createUser } from './create-user.ts'
import { endSession } from './end-session.ts'
import { findProviderUser } from './find-provider-user.ts'
import { findSession } from './find-session.ts'
import { findToken } from './find-token.ts'
import { revokeToken } from './revoke-token.ts'
import { startSession } from './start-session.ts'

const password = 'quiet orbit 42 lanterns'
let database: TestDatabase
let db: DatabaseClient

beforeAll(async () => {
  database = await createTestDatabase()
  db = createDatabaseClient(database.url, 8)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

describe('the first set-up', () => {
  it('of two at once, one wins, and then it is closed', async () => {
    const token = (await createSetupToken(db)) ?? ''
    const results = await Promise.allSettled([completeSetup(db, token, 'first', password), completeSetup(db, token, 'second', password)])
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect(await db.appUser.count()).toBe(1)
    expect(await createSetupToken(db)).toBeUndefined()
    await expect(completeSetup(db, token, 'third', password)).rejects.toThrow(/has been used/)
  })
})

describe('sessions', () => {
  it('end at once by signing out', async () => {
    const user = await createUser(db, { name: 'sam', role: 'analyst', password }, 'test')
    const id = await startSession(db, user.id)
    expect((await findSession(db, id, 30))?.viewer).toEqual({ userId: user.id, name: 'sam', role: 'analyst', teams: 'all' })
    await endSession(db, id)
    expect(await findSession(db, id, 30)).toBeUndefined()
  })

  it('end at once by disabling the user, and do not come back', async () => {
    const user = await createUser(db, { name: 'olga', role: 'owner', teams: ['payments'], password }, 'test')
    const id = await startSession(db, user.id)
    expect((await findSession(db, id, 30))?.viewer.teams).toEqual(['payments'])
    await setUserDisabled(db, 'olga', true, 'test')
    expect(await findSession(db, id, 30)).toBeUndefined()
    await setUserDisabled(db, 'olga', false, 'test')
    expect(await findSession(db, id, 30)).toBeUndefined()
  })

  it('end by idling and by age', async () => {
    const user = await createUser(db, { name: 'ida', role: 'analyst', password }, 'test')
    const id = await startSession(db, user.id)
    expect(await findSession(db, id, 30, new Date(Date.now() + 31 * 60_000))).toBeUndefined()
    expect(await findSession(db, id, 100_000, new Date(Date.now() + 13 * 3_600_000))).toBeUndefined()
  })

  it('are not in the database in a form that can be used', async () => {
    const user = await createUser(db, { name: 'dora', role: 'analyst', password }, 'test')
    const id = await startSession(db, user.id)
    const stored = await db.userSession.findMany({ where: { userId: user.id } })
    expect(Buffer.from(stored[0]?.idHash ?? []).toString('base64url')).not.toBe(id)
  })
})

describe('signing in', () => {
  it('refuses the wrong password, the unknown user and the disabled one alike', async () => {
    await createUser(db, { name: 'will', role: 'analyst', password }, 'test')
    expect(await checkCredentials(db, 'will', 'not this one at all', '10.0.0.1')).toEqual({ verdict: 'wrong' })
    expect(await checkCredentials(db, 'nobody', password, '10.0.0.1')).toEqual({ verdict: 'wrong' })
    expect(await checkCredentials(db, ' WILL ', password, '10.0.0.1')).toMatchObject({ verdict: 'right', name: 'will' })
    await setUserDisabled(db, 'will', true, 'test')
    expect(await checkCredentials(db, 'will', password, '10.0.0.1')).toEqual({ verdict: 'wrong' })
  })

  it('throttles guessing from ever new addresses without locking the owner out', async () => {
    await createUser(db, { name: 'vera', role: 'analyst', password }, 'test')
    await checkCredentials(db, 'vera', password, '192.0.2.1')
    const failures = Array.from({ length: 40 }, (_, at) => ({ account: 'vera', address: `198.51.100.${at}`, succeeded: false }))
    await db.signInAttempt.createMany({ data: failures })
    expect(await checkCredentials(db, 'vera', password, '198.51.100.200')).toEqual({ verdict: 'throttled' })
    expect(await checkCredentials(db, 'vera', password, '192.0.2.1')).toMatchObject({ verdict: 'right' })
  })
})

describe('provider users', () => {
  const person = { issuer: 'https://id.example', subject: 'u-1', name: 'Sam', email: 'sam@corp.example', groups: ['secops'] }
  it('are issuer and subject: a look-alike e-mail or name is another user', async () => {
    const roles = [{ group: 'secops', role: 'analyst' as const }]
    const first = await findProviderUser(db, person, roles)
    const again = await findProviderUser(db, { ...person, email: 'new@corp.example' }, roles)
    const other = await findProviderUser(db, { ...person, issuer: 'https://evil.example' }, roles)
    expect(again?.id).toBe(first?.id)
    expect(other?.id).not.toBe(first?.id)
    const local = await db.appUser.findFirstOrThrow({ where: { name: 'sam' } })
    expect(local.id).not.toBe(first?.id)
  })
  it('without a group that gives a role stay outside', async () => {
    expect(await findProviderUser(db, { ...person, subject: 'u-2', groups: [] }, [{ group: 'secops', role: 'analyst' }])).toBeUndefined()
  })
})

describe('tokens', () => {
  it('work until they are revoked, out of date, or lack the scope', async () => {
    const { token } = await createToken(db, { name: 'ci', role: 'auditor' }, 'test')
    expect(await findToken(db, token, 'read')).toMatchObject({ role: 'auditor', teams: 'all' })
    expect(await findToken(db, token, 'triage')).toBeUndefined()
    await revokeToken(db, 'ci', 'test')
    expect(await findToken(db, token, 'read')).toBeUndefined()
    const old = await createToken(db, { name: 'old', role: 'auditor', expiresAt: new Date(Date.now() - 1000) }, 'test')
    expect(await findToken(db, old.token, 'read')).toBeUndefined()
  })
})
