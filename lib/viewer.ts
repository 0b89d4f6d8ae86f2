export const roles = ['admin', 'analyst', 'auditor', 'owner'] as const
export type Role = (typeof roles)[number]

export function isRole(text: string): text is Role {
  return roles.some((role) => role === text)
}

/**
 * Who asks. Every query takes the viewer and applies his scope in its own SQL; pages never do.
 * `teams: 'all'` sees every secret; otherwise only secrets that one of these teams owns are there, in counts, facets and completions too.
 */
export type Viewer = {
  userId: string
  name: string
  role: Role
  teams: 'all' | readonly string[]
}

/** The viewer of the command line on the same machine, which needs no sign-in. */
export const localOperator: Viewer = { userId: 'local', name: 'local operator', role: 'admin', teams: 'all' }
