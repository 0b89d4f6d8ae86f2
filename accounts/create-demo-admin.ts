import { randomBytes } from 'node:crypto'

import type { DatabaseClient } from '#prisma/client.ts'
import { createUser } from './create-user.ts'
import { endSessionsOf } from './end-session.ts'
import { hashPassword } from './password.ts'

const name = 'demo'

/** The demo's own sign-in: its password is made anew at each start and printed once, so it lives as long as the terminal shows it. */
export async function createDemoAdmin(db: DatabaseClient): Promise<{ name: string; password: string }> {
  const password = randomBytes(12).toString('base64url')
  const existing = await db.appUser.findFirst({ where: { name, issuer: null }, select: { id: true } })
  if (!existing) {
    await createUser(db, { name, role: 'admin', password }, 'local operator')
    return { name, password }
  }
  await db.appUser.update({ where: { id: existing.id }, data: { passwordHash: await hashPassword(password), disabledAt: null } })
  await endSessionsOf(db, existing.id)
  return { name, password }
}
