import type { Environment } from '#lib/environment.ts'

/** What the ready line says about signing in; nothing when the first account exists already. */
export type FirstSignIn = { user: string; password: string } | { setup: string } | Record<never, never>

/** Demo: a throw-away account, with a new password at each start. Empty: a one-time address, until the first admin exists. */
export async function firstSignIn(url: string, environment: Environment, mode: 'demo' | 'empty'): Promise<FirstSignIn> {
  if (mode === 'demo') {
    // @ts-ignore: accounts are under construction
    const { createDemoAdmin } = await import('#queries/create-demo-admin.ts')
    return createDemoAdmin(url)
  }
  // @ts-ignore: accounts are under construction
  const { createSetupToken } = await import('#queries/create-setup-token.ts')
  const token: string | undefined = await createSetupToken(url)
  return token ? { setup: `http://localhost:${environment.port}/setup?token=${token}` } : {}
}
