import AxeBuilder from '@axe-core/playwright'

import { expect, test } from './session-fixture.ts'

const pages = ['/secrets', '/events', '/identities', '/sources', 'a secret', 'an identity', '/secrets?q=nothing-is-called-this', '/nowhere']

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the sign-in, ${theme}`, async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'theme', value: theme, url: baseURL ?? '' }])
    await page.goto('/login')
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  })

  for (const path of pages) {
    test(`axe finds nothing on ${path}, ${theme}`, async ({ page, context, baseURL, signInAs, complaints }) => {
      await signInAs('ana')
      await context.addCookies([{ name: 'theme', value: theme, url: baseURL ?? '' }])
      if (path.startsWith('/')) await page.goto(path)
      else await openFirst(page, path === 'a secret' ? '/secrets' : '/identities')
      await expect(page.getByRole('heading', { level: 1 })).toBeAttached()
      await page.waitForLoadState('networkidle')
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => ({ html: html.slice(0, 200), failureSummary })) }))).toEqual([])
      // The browser itself reports the status of a page that is not there.
      if (path === '/nowhere') complaints.length = 0
    })
  }
}

async function openFirst(page: import('@playwright/test').Page, list: string): Promise<void> {
  await page.goto(list)
  const first = page.locator(`tbody a[href^="${list}/"]`).first()
  await page.goto((await first.getAttribute('href')) ?? list)
}
