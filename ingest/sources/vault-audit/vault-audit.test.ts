import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRejection } from '../source.ts'
import { readValue } from '../read.ts'
import { vaultAudit } from './index.ts'

const feed = { name: 'feed', source: 'vault-audit', cluster: 'prod-1' }
const canary = fc.nat(9999).map((n) => `CANARY-PLAINTEXT-${n}`)

/** What a record may hold where Vault writes values: anything, with a canary in every leaf. */
const body = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, canary, fc.constant(7770001234), fc.constant(null), fc.array(tie('value'), { maxLength: 2 }), tie('object')),
  object: fc.dictionary(
    fc.constantFrom('data', 'metadata', 'password', 'version', 'created_time', 'token', 'options', 'type', 'error', 'key', 'http_status_code', 'http_raw_body', 'disabled', 'lease_id'),
    tie('value'),
    { maxKeys: 5 },
  ),
})).object

const token = fc.constantFrom(undefined, `hmac-sha256:${'a'.repeat(64)}`, 'hvs.CANARY-PLAINTEXT-TOKEN', 'hmac-sha256:CANARY-PLAINTEXT')
const auth = fc.record(
  {
    client_token: token, accessor: token, display_name: fc.constantFrom('root', 'token-root', 'oidc-a@b.example', ''), policies: fc.constantFrom(['root'], ['default']),
    entity_id: fc.constantFrom('', 'e1'), metadata: fc.dictionary(fc.constantFrom('free', 'text'), canary), token_ttl: fc.nat(),
  },
  { requiredKeys: [] },
)
const path = fc.constantFrom(
  'kv/data/a', 'kv/metadata/a/', 'kv/destroy/a', 'kv/a', 'kv/config', 'auth/userpass/login/a', 'auth/token/create', 'auth/token/revoke', 'sys/wrapping/unwrap', 'sys/mounts/kv', 'sys/leases/renew',
  'sys/audit/file', 'sys/raw/core', 'cubbyhole/response', 'cubbyhole/x', 'transit/decrypt/k', 'database/creds/r', 'identity/entity/id/e1', 'identity/entity/merge', 'sys/generate-root/update', 'x', '', '/',
)
const record = fc.record({
  time: fc.constantFrom('2026-03-01T10:00:00.1Z', '2026-03-01T10:00:00+01:00', 'never'),
  type: fc.constantFrom('response', 'response', 'response', 'request', 'other'),
  auth: fc.option(auth),
  error: fc.constantFrom(undefined, '', 'permission denied', 'invalid request'),
  request: fc.record({
    id: fc.constant('r1'), path, operation: fc.constantFrom('read', 'update', 'create', 'delete', 'list', 'patch', undefined), client_token: token, data: fc.option(body),
    mount_type: fc.constantFrom(undefined, 'kv', 'generic', 'transit', 'database', 'system'), mount_point: fc.constantFrom(undefined, 'kv/', 'auth/userpass/'), headers: fc.option(body),
  }),
  response: fc.option(fc.record({ auth: fc.option(auth), data: fc.option(body), secret: fc.option(fc.constant({ lease_id: 'database/creds/r/1' })), wrap_info: fc.option(fc.record({ token })) })),
})

describe('any JSON value', () => {
  test('gives readings, never an exception', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => readValue(vaultAudit, value, feed).length === 1))
  })

  test('is recognised with a number between 0 and 1, and inspected without a value', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), record), (value) => {
        const sure = vaultAudit.recognises(value)
        return sure >= 0 && sure <= 1 && (vaultAudit.inspect?.(value) ?? []).every((flag) => flag === 'log_raw_value')
      }),
    )
  })
})

test('no canary and no number of a body gets past the source', () => {
  fc.assert(
    fc.property(record, (value) => {
      const said = JSON.stringify(readValue(vaultAudit, value, feed))
      expect(said).not.toContain('CANARY')
      expect(said).not.toContain('7770001234')
    }),
    { numRuns: 2000 },
  )
})

test('what is skimmed off is what reading the whole record would have passed', () => {
  fc.assert(
    fc.property(record, (value) => {
      const keys = [value.type, value.time, value.request.path]
      const skimmed = vaultAudit.skim?.pass(keys)
      if (skimmed !== undefined) expect(readValue(vaultAudit, value, feed)).toEqual([skimmed])
    }),
    { numRuns: 500 },
  )
})

test.each([
  [{ type: 'response', time: 't', auth: {}, request: { id: 'a', path: 'kv/a', operation: 'read' } }, 0.95],
  [{ type: 'response', request: { a: 1 } }, 0.2],
  [{ Records: [] }, 0],
  [null, 0],
])('recognises %j as %d', (value, sure) => expect(vaultAudit.recognises(value)).toBe(sure))

test('a value without an envelope is its own record', () => {
  expect(vaultAudit.unwrap('x').some(isRejection)).toBe(false)
})
