import type { DatabaseClient } from '#prisma/client.ts'
import { hasAdministrator } from './create-setup-token.ts'
import { createUser, UserProblem } from './create-user.ts'
import { hashOpaqueId } from './opaque-id.ts'
import { passwordProblem } from './password.ts'

/** Is this address still good? Asked to show the form; `completeSetup` decides. */
export async function isSetupOpen(db: DatabaseClient, token: string): Promise<boolean> {
  if (await hasAdministrator(db)) return false
  const found = await db.setupToken.findUnique({ where: { hash: hashOpaqueId(token) } })
  return found !== null && found.expiresAt > new Date()
}

/** Makes the first administrator. Deleting the token's row is the race: of two at once, one deletes it and wins. */
export async function completeSetup(db: DatabaseClient, token: string, name: string, password: string): Promise<void> {
  const problem = passwordProblem(password, name)
  if (problem) throw new UserProblem(problem)
  await db.$transaction(async (transaction) => {
    const used = await transaction.setupToken.deleteMany({ where: { hash: hashOpaqueId(token), expiresAt: { gt: new Date() } } })
    if (used.count !== 1 || (await hasAdministrator(transaction))) {
      throw new UserProblem('This set-up address has been used or is out of date. Start Whoread again for a new one.')
    }
    await createUser(transaction, { name, role: 'admin', password }, 'set-up')
  })
}
