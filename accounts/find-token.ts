import { isRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import type { DatabaseClient } from '#prisma/client.ts'
import { isApiToken } from './api-token.ts'
import { hashOpaqueId } from './opaque-id.ts'
import { viewerOf } from './viewer-of.ts'

const touchEverySeconds = 60

/** Nothing when the token is malformed, unknown, revoked, out of date, lacks the scope, or belongs to a disabled user. */
export async function findToken(db: DatabaseClient, token: string, scope: string, now = new Date()): Promise<Viewer | undefined> {
  if (!isApiToken(token)) return undefined
  const found = await db.apiToken.findUnique({ where: { hash: hashOpaqueId(token) }, include: { user: true } })
  if (!found || found.revokedAt || (found.expiresAt && found.expiresAt <= now) || found.user?.disabledAt) return undefined
  // A token of a person may do what that person may do now, not what he could when it was made.
  const role = found.user?.role ?? found.role
  if (!found.scopes.includes(scope) || !isRole(role)) return undefined
  if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() > touchEverySeconds * 1000) {
    await db.apiToken.update({ where: { id: found.id }, data: { lastUsedAt: now } })
  }
  return viewerOf({ id: found.userId ?? `token:${found.id}`, name: `token ${found.name}`, role, teams: found.user?.teams ?? found.teams })
}
