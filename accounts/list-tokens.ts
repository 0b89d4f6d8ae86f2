import type { DatabaseClient } from '#prisma/client.ts'

export type TokenRow = { id: string; name: string; hint: string; role: string; scopes: string[]; user: string | null; createdAt: string; expiresAt: string | null; lastUsedAt: string | null; revokedAt: string | null }

export async function listTokens(db: DatabaseClient): Promise<TokenRow[]> {
  const tokens = await db.apiToken.findMany({ orderBy: { createdAt: 'desc' }, include: { user: { select: { name: true } } } })
  return tokens.map((token) => ({
    id: token.id,
    name: token.name,
    hint: token.hint,
    role: token.role,
    scopes: token.scopes,
    user: token.user?.name ?? null,
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
  }))
}
