import type { DatabaseClient } from '#prisma/client.ts'
import { createOpaqueId, hashOpaqueId } from './opaque-id.ts'

/** Absolute: a session never lasts longer, however busy it is. */
export const sessionHoursMax = 12

/** Returns the id that goes into the cookie; only its hash is kept. */
export async function startSession(db: DatabaseClient, userId: string): Promise<string> {
  const id = createOpaqueId()
  const now = Date.now()
  await db.userSession.create({ data: { idHash: hashOpaqueId(id), userId, expiresAt: new Date(now + sessionHoursMax * 3_600_000) } })
  await db.userSession.deleteMany({ where: { expiresAt: { lt: new Date(now) } } })
  return id
}
