import type { Role } from '#lib/viewer.ts'
import type { DatabaseClient } from '#prisma/client.ts'
import { generateApiToken } from './api-token.ts'
import { hashOpaqueId } from './opaque-id.ts'
import { writeAudit } from './write-audit.ts'

export const tokenScopes = ['read'] as const
export type TokenScope = (typeof tokenScopes)[number]

export type NewToken = { name: string; role: Role; teams?: string[]; scopes?: TokenScope[]; expiresAt?: Date; userId?: string }

/** The token itself is returned once and never again. */
export async function createToken(db: DatabaseClient, wanted: NewToken, actor: string): Promise<{ id: string; token: string; hint: string }> {
  const token = generateApiToken()
  const hint = token.slice(0, 12)
  const { name, role, userId, expiresAt } = wanted
  const created = await db.apiToken.create({
    data: { hash: hashOpaqueId(token), hint, name, role, userId, expiresAt, teams: wanted.teams ?? [], scopes: wanted.scopes ?? ['read'] },
    select: { id: true },
  })
  await writeAudit(db, { actor, action: 'token created', target: name, details: { hint, role } })
  return { id: created.id, token, hint }
}
