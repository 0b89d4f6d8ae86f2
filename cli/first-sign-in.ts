import { createDemoAdmin } from '#accounts/create-demo-admin.ts'
import { createSetupToken } from '#accounts/create-setup-token.ts'
import { createDatabaseClient } from '#prisma/client.ts'

/** What the ready line says about signing in; nothing when the first account exists already. */
export type FirstSignIn = { user: string; password: string } | { setup: string } | Record<never, never>

/**
 * Demo: a throw-away account, with a new password at each start. Empty: a one-time address, until there is an
 * administrator. `origin` is the web interface's, without a slash at its end.
 */
export async function firstSignIn(databaseUrl: string, origin: string, mode: 'demo' | 'empty'): Promise<FirstSignIn> {
  const db = createDatabaseClient(databaseUrl, 1)
  try {
    if (mode === 'demo') {
      const { name, password } = await createDemoAdmin(db)
      return { user: name, password }
    }
    const token = await createSetupToken(db)
    return token ? { setup: `${origin}/setup?token=${token}` } : {}
  } finally {
    await db.$disconnect()
  }
}
