import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolveVaultPath } from './vault-path.ts'

const known = new Map([
  ['vault://c/kv-prod/', 'kv2'],
  ['vault://c/kv-legacy/', 'kv1'],
  ['vault://c/team/payments/kv/', 'kv2'],
  ['vault://c/ns1/kv/', 'kv2'],
  ['vault://c/odd/data/', 'kv2'],
  ['vault://c/database/', 'database'],
])

test.each([
  ['vault://c/kv-prod/data/prod/db', 'vault://c/kv-prod/prod/db'],
  ['vault://c/kv-prod/data/data/metadata', 'vault://c/kv-prod/data/metadata'],
  ['vault://c/kv-prod/metadata/*', 'vault://c/kv-prod/*'],
  ['vault://c/kv-prod/destroy/a', 'vault://c/kv-prod/a'],
  ['vault://c/kv-prod/data', 'vault://c/kv-prod/data'],
  ['vault://c/kv-legacy/data/app1', 'vault://c/kv-legacy/data/app1'],
  ['vault://c/team/payments/kv/data/acquirer/hsm', 'vault://c/team/payments/kv/acquirer/hsm'],
  ['vault://c/ns1/kv/data/a', 'vault://c/ns1/kv/a'],
  ['vault://c/odd/data/data/a', 'vault://c/odd/data/a'],
  ['vault://c/database/creds/data/x', 'vault://c/database/creds/data/x'],
])('with known mounts %s is %s', (uri, canonical) => expect(resolveVaultPath(uri, known)).toBe(canonical))

test.each([
  ['vault://c/kv/data/app', 'vault://c/kv/app'],
  ['vault://c/a/b/data/app', 'vault://c/a/b/app'],
  ['vault://c/kv/app', 'vault://c/kv/app'],
  ['vault://c/data/app', 'vault://c/data/app'],
  ['vault://c/kv/data/', 'vault://c/kv/'],
  ['not a name', 'not a name'],
])('by shape alone %s is %s', (uri, canonical) => expect(resolveVaultPath(uri, new Map())).toBe(canonical))

test('never throws and never leaves the cluster', () => {
  fc.assert(fc.property(fc.string(), (path) => resolveVaultPath(`vault://c/${path}`, known).startsWith('vault://c/')))
})
