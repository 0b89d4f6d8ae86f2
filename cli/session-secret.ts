import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepareDataFolder } from '#prisma/embedded-home.ts'

/** Signs the session cookies: made once and kept, so that a restart signs nobody out. Several web machines set NEXTAUTH_SECRET instead. */
export function sessionSecret(dataDir: string): string {
  const path = join(prepareDataFolder(dataDir), 'session-secret')
  if (!existsSync(path)) {
    const draft = `${path}.${process.pid}`
    writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
    try {
      linkSync(draft, path)
    } catch (error) {
      // Another start made it a moment ago: one secret for all.
      if (!existsSync(path)) throw error
    } finally {
      rmSync(draft)
    }
  }
  return readFileSync(path, 'utf8')
}
