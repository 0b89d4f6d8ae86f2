import type { DatabaseClient } from '#prisma/client.ts'
import { verifyPassword } from './password.ts'
import { type Attempts, mayTrySignIn, windowMinutes } from './throttle-sign-in.ts'
import { writeAudit } from './write-audit.ts'

export type CredentialsResult = { verdict: 'right'; userId: string; name: string } | { verdict: 'wrong' } | { verdict: 'throttled' }

/** How long an address counts as one that the account signs in from. */
const knownDays = 30

/** Local accounts. Unknown name, wrong password and disabled user look the same from outside, in words and in time. */
export async function checkCredentials(db: DatabaseClient, name: string, password: string, address: string): Promise<CredentialsResult> {
  const account = name.trim().toLowerCase().slice(0, 120)
  const attempts = await countAttempts(db, account, address)
  if (!mayTrySignIn(attempts)) {
    await writeAudit(db, { actor: account, action: 'sign-in throttled', details: { address } })
    return { verdict: 'throttled' }
  }
  const user = await db.appUser.findFirst({ where: { name: { equals: account, mode: 'insensitive' }, issuer: null } })
  const isRight = (await verifyPassword(user?.passwordHash ?? null, password)) && user !== null && !user.disabledAt
  await db.signInAttempt.create({ data: { account, address, succeeded: isRight } })
  await writeAudit(db, { actor: account, action: isRight ? 'sign-in' : 'sign-in refused', details: { address } })
  if (isRight) await forgetOldAttempts(db)
  return isRight ? { verdict: 'right', userId: user.id, name: user.name } : { verdict: 'wrong' }
}

/** Older ones decide nothing any more. */
async function forgetOldAttempts(db: DatabaseClient): Promise<void> {
  await db.signInAttempt.deleteMany({ where: { attemptedAt: { lt: new Date(Date.now() - knownDays * 86_400_000) } } })
}

async function countAttempts(db: DatabaseClient, account: string, address: string): Promise<Attempts> {
  const now = Date.now()
  const recent = { succeeded: false, attemptedAt: { gt: new Date(now - windowMinutes * 60_000) } }
  const [ofPair, ofAddress, ofAccount, known] = await Promise.all([
    db.signInAttempt.count({ where: { ...recent, account, address } }),
    db.signInAttempt.count({ where: { ...recent, address } }),
    db.signInAttempt.count({ where: { ...recent, account } }),
    db.signInAttempt.findFirst({ where: { account, address, succeeded: true, attemptedAt: { gt: new Date(now - knownDays * 86_400_000) } }, select: { id: true } }),
  ])
  return { ofPair, ofAddress, ofAccount, isKnownAddress: known !== null }
}
