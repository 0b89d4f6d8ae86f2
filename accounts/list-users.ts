import type { DatabaseClient } from '#prisma/client.ts'

export type UserRow = { id: string; name: string; email: string; role: string; teams: string[]; signsInWith: 'password' | 'provider'; createdAt: string; disabledAt: string | null }

export async function listUsers(db: DatabaseClient): Promise<UserRow[]> {
  const users = await db.appUser.findMany({ orderBy: { name: 'asc' } })
  return users.map((user) => ({
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    teams: user.teams,
    signsInWith: user.issuer ? 'provider' : 'password',
    createdAt: user.createdAt.toISOString(),
    disabledAt: user.disabledAt?.toISOString() ?? null,
  }))
}
