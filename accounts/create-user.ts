import type { Role } from '#lib/viewer.ts'
import type { DatabaseClient } from '#prisma/client.ts'
import { hashPassword, passwordProblem } from './password.ts'
import { writeAudit } from './write-audit.ts'

export type NewUser = {
  name: string
  email?: string
  role: Role
  /** The teams whose secrets an `owner` sees; other roles see all. */
  teams?: string[]
  password: string
}

/** Says what was wrong with the wish, in words for the person who made it. */
export class UserProblem extends Error {}

/** Throws `UserProblem` when the name is taken or the password cannot be used. `actor` goes into the audit log. */
export async function createUser(db: Pick<DatabaseClient, 'appUser' | 'productAudit'>, user: NewUser, actor: string): Promise<{ id: string; name: string }> {
  const name = user.name.trim()
  const problem = nameProblem(name) ?? passwordProblem(user.password, name)
  if (problem) throw new UserProblem(problem)
  const taken = await db.appUser.findFirst({ where: { name: { equals: name, mode: 'insensitive' } }, select: { id: true } })
  if (taken) throw new UserProblem(`There is a user ${name} already.`)
  const created = await db.appUser.create({
    data: { name, email: user.email ?? '', role: user.role, teams: user.teams ?? [], passwordHash: await hashPassword(user.password) },
    select: { id: true, name: true },
  })
  await writeAudit(db, { actor, action: 'user created', target: name, details: { role: user.role } })
  return created
}

function nameProblem(name: string): string | undefined {
  if (name.length === 0 || name.length > 120) return 'A user name has 1 to 120 characters.'
  if (/[\p{Cc}\p{Cf}]/u.test(name)) return 'A user name has no control characters.'
  return undefined
}
