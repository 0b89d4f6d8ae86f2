import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readValue } from '../read.ts'
import type { Reading } from '../source.ts'
import { kubernetesAudit } from './index.ts'

const feed = { name: 'feed', source: 'kubernetes-audit', cluster: 'prod-1' }
const folder = new URL('fixtures/', import.meta.url).pathname
const fixtures = readdirSync(folder).filter((name) => !name.endsWith('.expected.json')).map((name) => ({ name, values: listOf(JSON.parse(readFileSync(folder + name, 'utf8'))) }))
const read = (value: unknown): Reading[] => readValue(kubernetesAudit, value, feed)

const oneOf = (...values: unknown[]) => fc.constantFrom(...values)
const anything = fc.jsonValue()
/** Like an audit event, with any field replaced by anything. */
const almostEvent = fc.record({
  kind: fc.oneof(oneOf('Event', 'EventList'), anything),
  auditID: fc.oneof(fc.string({ minLength: 1 }), anything),
  stage: fc.oneof(oneOf('RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'), anything),
  verb: fc.oneof(oneOf('get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', ''), anything),
  requestURI: fc.oneof(oneOf('/api/v1/secrets?fieldSelector=metadata.name%3Ddb&dryRun=All', '/x?fieldSelector=%E0%A4%A'), anything),
  user: fc.oneof(fc.record({ username: fc.string() }), anything),
  objectRef: fc.oneof(
    fc.record({
      resource: oneOf('secrets', 'pods', 'serviceaccounts', 'deployments', 'externalsecrets', 'roles', 'rolebindings', 'configmaps'),
      apiGroup: oneOf(undefined, 'apps', 'external-secrets.io', 'rbac.authorization.k8s.io'),
      namespace: fc.oneof(oneOf('payment', undefined), fc.string()),
      name: fc.oneof(oneOf('db', 'aws-auth', undefined), fc.string()),
      subresource: oneOf(undefined, 'token', 'binding', 'ephemeralcontainers'),
    }),
    anything,
  ),
  responseStatus: fc.oneof(fc.record({ code: oneOf(200, 201, 403, 422) }), anything),
  requestObject: fc.oneof(fc.record({ metadata: anything, spec: fc.oneof(fc.record({ containers: anything, template: anything, data: anything }), anything), rules: anything, subjects: anything }), anything),
  responseObject: fc.oneof(fc.record({ kind: oneOf('Secret', 'SecretList', 'Table'), metadata: anything, items: anything, data: anything }), anything),
  annotations: anything,
  sourceIPs: anything,
  requestReceivedTimestamp: fc.oneof(oneOf('2026-11-20T10:00:00.123456Z'), anything),
}, { requiredKeys: [] })

describe('total', () => {
  test('any JSON value gives readings, never an exception', () => {
    fc.assert(fc.property(fc.oneof(anything, almostEvent, fc.record({ items: fc.array(almostEvent), kind: oneOf('EventList') })), (value) => {
      kubernetesAudit.recognises(value)
      for (const reading of read(value)) expect(['event', 'irrelevant', 'unknown', 'aside', 'rejected']).toContain(reading.kind)
    }), { numRuns: 1500 })
  })

  test('hostile shapes that JSON allows', () => {
    for (const value of [{ category: { toString: 1 }, properties: { log: 1 } }, { log: { log: { log: 'x' } } }, { logEvents: [null, 7, 'x', []] }, { items: 7, kind: 'EventList' }]) {
      expect(() => [kubernetesAudit.recognises(value), read(value)]).not.toThrow()
    }
  })

  test('a value nested too deep in envelopes is refused', () => {
    const nested = Array.from({ length: 9 }).reduce<unknown>((inner) => ({ records: [inner] }), {})
    expect(read(nested)).toEqual([{ kind: 'rejected', reason: 'too_deep' }])
  })
})

describe('skim', () => {
  test('says exactly what parsing would have said, or nothing', () => {
    const events = fixtures.flatMap((fixture) => fixture.values)
    const skimmed = events.filter((value) => agrees(value))
    expect(skimmed.length).toBeGreaterThan(5)
    fc.assert(fc.property(almostEvent, (value) => { agrees(value) }), { numRuns: 1000 })
  })
})

describe('privacy', () => {
  test.each(fixtures)('$name: no planted value gets into a reading', ({ values }) => {
    const said = JSON.stringify(values.flatMap(read).map((reading) => (reading.kind === 'event' ? { ...reading, key: '' } : reading)))
    expect(said).not.toContain('CANARY')
    expect(said).not.toContain('Q0FOQVJZ') // the same in base64
  })
})

describe('event key', () => {
  const event = fixtures.find((fixture) => fixture.name === 'get-metadata.json')?.values[0] as Record<string, unknown>
  const keyOf = (change: Record<string, unknown>): unknown => read({ ...event, ...change }).map((reading) => (reading.kind === 'event' ? reading.key : reading))[0]

  test('a replayed Audit-ID does not hide another request', () => {
    const keys = [
      {}, { requestReceivedTimestamp: '2026-11-20T10:00:00.123457Z' }, { user: { username: 'mallory' } }, { verb: 'patch' }, { requestURI: '/api/v1/namespaces/payment/secrets/other' },
    ].map(keyOf)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('stage and level are not in it; the fuller record ranks better', () => {
    const rankOf = (change: Record<string, unknown>): unknown => read({ ...event, ...change }).map((reading) => (reading.kind === 'event' ? reading.rank : reading))[0]
    const fuller = { level: 'RequestResponse', responseObject: { kind: 'Secret', data: { a: 'x' } } }
    expect(keyOf(fuller)).toBe(keyOf({}))
    expect(keyOf({ stage: 'ResponseStarted' })).toBe(keyOf({}))
    expect([fuller, {}, { stage: 'Panic' }, { stage: 'ResponseStarted' }].map(rankOf)).toEqual([0, 2, 5, 8])
  })
})

function agrees(value: unknown): boolean {
  const { skim } = kubernetesAudit
  const passed = skim?.pass(skim.keys.map((key) => at(value, key)))
  if (!passed) return false
  const [reading, ...more] = read(value)
  // A field of the wrong type that the skim never looks at is the only thing it may overlook.
  if (reading?.kind !== 'rejected') expect([reading, ...more]).toEqual([passed])
  return true
}

function at(value: unknown, key: string): string | undefined {
  const found = key.split('.').reduce<unknown>((inner, part) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[part] : undefined), value)
  return typeof found === 'string' ? found : undefined
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}
