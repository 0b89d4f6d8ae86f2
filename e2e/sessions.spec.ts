import { setUserDisabled } from '../accounts/change-user.ts'
import { expect, test } from './session-fixture.ts'

test('signing out ends the session: a copy of the cookie is worthless', async ({ page, context, request, signInAs }) => {
  await signInAs('logout')
  await page.goto('/secrets')
  const cookie = (await context.cookies()).find(({ name }) => name === 'whoread-session')
  const headers = { cookie: `whoread-session=${cookie?.value}` }
  expect((await request.get('/api/v1/secrets', { headers })).status()).toBe(200)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect((await request.get('/api/v1/secrets', { headers })).status()).toBe(401)
})

test('disabling a user ends his sessions with the next request', async ({ context, request, signInAs, db }) => {
  await signInAs('leaver')
  const cookie = (await context.cookies()).find(({ name }) => name === 'whoread-session')
  const headers = { cookie: `whoread-session=${cookie?.value}` }
  expect((await request.get('/api/v1/secrets', { headers })).status()).toBe(200)
  await setUserDisabled(db, 'leaver', true, 'browser tests')
  expect((await request.get('/api/v1/secrets', { headers })).status()).toBe(401)
})

test('a deep link survives the sign-in, and never leads to another site', async ({ page }) => {
  await page.goto('/events?q=outcome%3Adenied')
  await expect(page).toHaveURL(/\/login\?from=%2Fevents%3Fq%3Doutcome/)
  await page.goto('/login?from=//evil.example/')
  await page.getByLabel('User name').fill('audrey')
  await page.getByLabel('Password').fill('quiet orbit 42 lanterns')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Secrets' })).toBeVisible()
})

test('changes from another site are refused', async ({ request }) => {
  const body = { data: { csrfToken: 'x', name: 'ana', password: 'x' } }
  const from = (headers: Record<string, string>) => request.post('/api/auth/callback/credentials', { ...body, headers })
  expect((await from({ origin: 'https://evil.example' })).status()).toBe(403)
  expect((await from({ 'sec-fetch-site': 'cross-site' })).status()).toBe(403)
  expect((await from({})).status()).toBe(403)
})

test('every answer carries the security headers', async ({ request, signInAs, context }) => {
  await signInAs('ana')
  const session = (await context.cookies()).find(({ name }) => name === 'whoread-session')
  for (const path of ['/login', '/secrets', '/events', '/nowhere', '/api/v1/secrets', '/api/v1/nowhere', '/api/auth/csrf']) {
    const headers = (await request.get(path, { headers: { cookie: `whoread-session=${session?.value}` }, maxRedirects: 0 })).headers()
    expect(headers['content-security-policy'], path).toMatch(/script-src 'nonce-/)
    expect(headers['content-security-policy'], path).not.toContain('unsafe')
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['referrer-policy'], path).toBe('no-referrer')
    expect(headers['cross-origin-opener-policy'], path).toBe('same-origin')
    expect(headers['cache-control'], path).toContain('no-store')
  }
})
