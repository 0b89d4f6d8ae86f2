import { test as base, expect, type Page } from '@playwright/test'

import { startSession } from '../accounts/start-session.ts'
import { createDatabaseClient, type DatabaseClient } from '../prisma/client.ts'

type Fixtures = {
  db: DatabaseClient
  /** Puts a session into the browser without going through the form. */
  signInAs: (name: string) => Promise<void>
  /** What the console, the policy or the server complained of; must be empty at the end. */
  complaints: string[]
}

export const test = base.extend<Fixtures>({
  db: async ({}, use) => {
    const db = createDatabaseClient(process.env.WHOREAD_E2E_DATABASE ?? '', 2)
    await use(db)
    await db.$disconnect()
  },
  signInAs: async ({ context, db, baseURL }, use) => {
    await use(async (name) => {
      const user = await db.appUser.findFirstOrThrow({ where: { name } })
      await context.addCookies([{ name: 'whoread-session', value: await startSession(db, user.id), url: baseURL ?? '', httpOnly: true, sameSite: 'Lax' }])
    })
  },
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = []
      listen(page, complaints)
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})

function listen(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`)
  })
}

export { expect }
