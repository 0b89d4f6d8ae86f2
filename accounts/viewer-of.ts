import type { Role, Viewer } from '#lib/viewer.ts'

/** An owner sees what his teams own; the other roles see every secret. */
export function viewerOf(user: { id: string; name: string; role: Role; teams: readonly string[] }): Viewer {
  return { userId: user.id, name: user.name, role: user.role, teams: user.role === 'owner' ? user.teams : 'all' }
}
