import { readsInTrail } from './aws-truth.ts'
import { password } from './people.ts'
import { expect, test } from './session-fixture.ts'

const secret = 'prod/payments/psp-api-key'
const dayMs = 86_400_000
const today = Math.floor(Date.now() / dayMs) * dayMs
/** The seven whole days before today. */
const from = new Date(today - 7 * dayMs).toISOString()
const to = new Date(today).toISOString()
const lastWeek = `range=${from.slice(0, 16)}Z..${to.slice(0, 16)}Z`

test('sign in, and find who read a secret last week, from where, and which version', async ({ page }) => {
  await page.goto(`/secrets?${lastWeek}`)
  await page.getByLabel('User name').fill('ana')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Secrets' })).toBeVisible()

  await page.keyboard.press('/')
  await page.keyboard.type(secret)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: secret }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('psp-api-key')

  const truth = readsInTrail(secret, from, to)
  expect(truth.size).toBeGreaterThan(1)
  const table = page.getByRole('region', { name: 'Who reads it' })
  // The account is the secret's own, which its header names.
  for (const { account } of truth.values()) await expect(page.getByRole('main')).toContainText(`AWS Secrets Manager · ${account}`)
  for (const [reader, { reads, region }] of truth) {
    const row = table.getByRole('row').filter({ has: page.getByRole('link', { name: reader, exact: true }) })
    await expect(row).toContainText(reads.toLocaleString('en'))
    await expect(row).toContainText(region)
    await expect(row.getByRole('img', { name: /observed|inferred/ })).toBeVisible()
  }
})

test('a number leads to the events that it counts, and an event to its record', async ({ page, signInAs }) => {
  await signInAs('ana')
  await page.goto(`/secrets?${lastWeek}&q=${encodeURIComponent(secret)}`)
  await page.getByRole('link', { name: secret }).first().click()
  const [reader, { reads }] = [...readsInTrail(secret, from, to)].sort((a, b) => b[1].reads - a[1].reads)[0] ?? ['', { reads: 0 }]
  await page.getByRole('region', { name: 'Who reads it' }).getByRole('link', { name: `${reads.toLocaleString('en')} reads by ${reader}` }).click()

  await expect(page.locator('[data-count]')).toHaveAttribute('data-count', String(reads))
  await page.getByRole('region', { name: 'Events, table' }).getByRole('row').nth(1).getByRole('cell').first().click()
  const drawer = page.getByRole('dialog', { name: 'Event' })
  await expect(drawer.getByText('AWSLogs/')).not.toHaveCount(0)
  await expect(drawer.getByText(/^[0-9a-f]{64}$/)).toBeVisible()
  await expect(page).toHaveURL(/event=/)
})

test('the eight questions are answered above the fold', async ({ page, signInAs }) => {
  await signInAs('ana')
  await page.goto(`/secrets?${lastWeek}&q=${encodeURIComponent(secret)}`)
  await page.getByRole('link', { name: secret }).first().click()
  for (const name of ['Who reads it', 'Versions', 'Changed by', 'Expected']) {
    const box = await page.getByRole('region', { name, exact: true }).boundingBox()
    expect((box?.y ?? 900) + (box?.height ?? 900)).toBeLessThan(900 - 28)
  }
  await expect(page.getByText(/^Read by .* in /)).toBeVisible()
})

test('a search that cannot be parsed keeps the page and points at the column', async ({ page, signInAs }) => {
  await signInAs('ana')
  await page.goto('/events?q=outcome%3Amaybe')
  await expect(page.getByRole('alert').filter({ hasText: 'Column 9' })).toBeVisible()
})

test('everything is reached by keyboard', async ({ page, signInAs }) => {
  await signInAs('ana')
  await page.goto('/secrets')
  await expect(page.getByRole('heading', { name: 'Secrets' })).toBeVisible()
  await page.getByRole('region', { name: 'Secrets, table' }).focus()
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await expect(page.getByRole('heading', { name: 'Events' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Search everything' })).toBeFocused()
  await page.keyboard.type('psp-api')
  await page.getByRole('option', { name: /prod\/payments\/psp-api-key/ }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys and signs' })).toBeVisible()
})
