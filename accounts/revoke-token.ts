import type { DatabaseClient } from '#prisma/client.ts'
import { UserProblem } from './create-user.ts'
import { writeAudit } from './write-audit.ts'

/** By id, by its first characters, or by name; the next request with it is refused. */
export async function revokeToken(db: DatabaseClient, which: string, actor: string): Promise<{ name: string; hint: string }> {
  const isId = /^[0-9a-f-]{36}$/.test(which)
  const found = await db.apiToken.findMany({ where: { revokedAt: null, ...(isId ? { id: which } : { OR: [{ hint: which }, { name: which }] }) } })
  const token = found[0]
  if (!token) throw new UserProblem(`There is no token ${which} that is still good.`)
  if (found.length > 1) throw new UserProblem(`${found.length} tokens are called ${which}: name one by its id.`)
  await db.apiToken.update({ where: { id: token.id }, data: { revokedAt: new Date() } })
  await writeAudit(db, { actor, action: 'token revoked', target: token.name, details: { hint: token.hint } })
  return { name: token.name, hint: token.hint }
}
