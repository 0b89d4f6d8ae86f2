import type { DatabaseClient } from '#prisma/client.ts'
import { hashOpaqueId } from './opaque-id.ts'

export async function endSession(db: DatabaseClient, id: string): Promise<void> {
  await db.userSession.deleteMany({ where: { idHash: hashOpaqueId(id) } })
}

/** A new password, a new role or being disabled ends every session that the old state gave. */
export async function endSessionsOf(db: Pick<DatabaseClient, 'userSession'>, userId: string): Promise<void> {
  await db.userSession.deleteMany({ where: { userId } })
}
