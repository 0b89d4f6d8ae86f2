import { isRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import type { DatabaseClient } from '#prisma/client.ts'
import { hashOpaqueId } from './opaque-id.ts'
import { viewerOf } from './viewer-of.ts'

/** Once a minute is exact enough for an idle limit, and keeps reading a page from being a write. */
const touchEverySeconds = 60

export type FoundSession = { viewer: Viewer; createdAt: Date; expiresAt: Date }

/**
 * Asked on every request, so that signing out and disabling a user end a session at once.
 * Nothing when the id is unknown, ended, too old, idle for longer than `idleMinutesMax`, or its user is disabled.
 */
export async function findSession(db: DatabaseClient, id: string, idleMinutesMax: number, now = new Date()): Promise<FoundSession | undefined> {
  const idHash = hashOpaqueId(id)
  const found = await db.userSession.findUnique({ where: { idHash }, include: { user: true } })
  if (!found || found.expiresAt <= now || found.user.disabledAt) return undefined
  const idleSeconds = (now.getTime() - found.lastSeenAt.getTime()) / 1000
  if (idleSeconds > idleMinutesMax * 60 || !isRole(found.user.role)) return undefined
  // updateMany: the session may have been ended meanwhile, and that is no error.
  if (idleSeconds > touchEverySeconds) await db.userSession.updateMany({ where: { idHash }, data: { lastSeenAt: now } })
  return { viewer: viewerOf({ id: found.user.id, name: found.user.name, role: found.user.role, teams: found.user.teams }), createdAt: found.createdAt, expiresAt: found.expiresAt }
}
