import { expect, test } from './session-fixture.ts'

test('an owner sees the secrets of his teams, and nothing tells him of others', async ({ page, signInAs, db }) => {
  await signInAs('olga')
  const own = await db.$queryRaw<{ id: string }[]>`SELECT DISTINCT k.secret_id::text AS id FROM secret_owner k JOIN secret s ON s.id = k.secret_id WHERE k.team = 'payments' AND NOT s.is_scope`
  const others = await db.$queryRaw<{ id: string; uri: string }[]>`SELECT s.id::text AS id, s.uri FROM secret s WHERE NOT s.is_scope AND s.id NOT IN (SELECT k.secret_id FROM secret_owner k WHERE k.team = 'payments') LIMIT 1`
  expect(own.length).toBeGreaterThan(1)
  await page.goto('/secrets?range=90d')
  await expect(page.getByText(`${own.length} secrets`, { exact: false }).first()).toBeVisible()

  const other = others[0]
  await page.goto(`/secrets/${other?.id}?range=90d`)
  await expect(page.getByText('not yours to see')).toBeVisible()
  await page.goto(`/events?range=90d&q=${encodeURIComponent(`secret:"${other?.uri}"`)}`)
  await expect(page.getByText('No event in 90 days matches.')).toBeVisible()
  await page.goto('/sources')
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Quarantine' })).toHaveCount(0)
})
