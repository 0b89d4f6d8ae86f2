import type { DatabaseClient } from '#prisma/client.ts'
import { UserProblem } from './create-user.ts'
import { endSessionsOf } from './end-session.ts'
import { hashPassword, passwordProblem } from './password.ts'
import { writeAudit } from './write-audit.ts'

/** Disabling ends the user's sessions and stops his tokens at once; enabling gives neither back. */
export async function setUserDisabled(db: DatabaseClient, name: string, disabled: boolean, actor: string): Promise<void> {
  const user = await userNamed(db, name)
  await db.$transaction(async (transaction) => {
    await transaction.appUser.update({ where: { id: user.id }, data: { disabledAt: disabled ? new Date() : null } })
    if (disabled) await endSessionsOf(transaction, user.id)
    await writeAudit(transaction, { actor, action: disabled ? 'user disabled' : 'user enabled', target: user.name })
  })
}

export async function setPassword(db: DatabaseClient, name: string, password: string, actor: string): Promise<void> {
  const user = await userNamed(db, name)
  if (user.issuer) throw new UserProblem(`${user.name} signs in through a provider and has no password here.`)
  const problem = passwordProblem(password, user.name)
  if (problem) throw new UserProblem(problem)
  const passwordHash = await hashPassword(password)
  await db.$transaction(async (transaction) => {
    await transaction.appUser.update({ where: { id: user.id }, data: { passwordHash } })
    await endSessionsOf(transaction, user.id)
    await writeAudit(transaction, { actor, action: 'password changed', target: user.name })
  })
}

async function userNamed(db: DatabaseClient, name: string) {
  const user = await db.appUser.findFirst({ where: { name: { equals: name, mode: 'insensitive' } } })
  if (!user) throw new UserProblem(`There is no user ${name}.`)
  return user
}
