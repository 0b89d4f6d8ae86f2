import type { DatabaseClient } from '#prisma/client.ts'
import { createOpaqueId, hashOpaqueId } from './opaque-id.ts'

const hoursValid = 24

/**
 * The one-time token behind `/setup?token=…`, which makes the first administrator. Nothing when there is an administrator:
 * set-up is closed then. An earlier token that was not used stops working.
 */
export async function createSetupToken(db: DatabaseClient): Promise<string | undefined> {
  if (await hasAdministrator(db)) return undefined
  const token = createOpaqueId()
  const expiresAt = new Date(Date.now() + hoursValid * 3_600_000)
  await db.$transaction([db.setupToken.deleteMany(), db.setupToken.create({ data: { hash: hashOpaqueId(token), expiresAt } })])
  return token
}

export async function hasAdministrator(db: Pick<DatabaseClient, 'appUser'>): Promise<boolean> {
  return (await db.appUser.count({ where: { role: 'admin', disabledAt: null } })) > 0
}
