import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actions } from '#lib/facts.ts'
import { readValue } from '../read.ts'
import { gcpAudit } from './index.ts'

const feed = { name: 'feed', source: 'gcp-audit', cluster: 'prod-1' }
const read = (value: unknown) => readValue(gcpAudit, value, feed)
const fixtures = new URL('./fixtures/', import.meta.url).pathname
const inputs = readdirSync(fixtures).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'))
const fixtureValues = inputs.flatMap((name) => [JSON.parse(readFileSync(fixtures + name, 'utf8')) as unknown].flat())

const entry = (service: string, method: string, payload: object, more: object = {}): object => ({
  protoPayload: { serviceName: service, methodName: method, resourceName: 'projects/p/secrets/s/versions/1', ...payload },
  insertId: 'i', timestamp: '2026-10-05T08:00:00Z', logName: 'projects/p/logs/cloudaudit.googleapis.com%2Fdata_access', ...more,
})

/** Real names with anything in them reach deeper than noise does. */
const names = ['protoPayload', 'authenticationInfo', 'principalEmail', 'principalSubject', 'serviceAccountDelegationInfo', 'request', 'response', 'metadata', 'name', 'resourceName', 'status', 'code', 'labels', 'resource', 'timestamp', 'insertId', 'message', 'data', 'attributes', 'entries', 'protopayload_auditlog', 'proto_payload', 'audit_log', 'spec', 'volumes', 'serviceData', 'policyDelta', '__proto__']
const words = fc.oneof(fc.string(), fc.constantFrom('k8s.io', 'secretmanager.googleapis.com', 'projects/1/secrets/x/versions/latest', 'io.k8s.core.v1.secrets.get', 'H4sIAAAA', '2026-10-05T08:00:00Z'))
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 6, withCrossShrink: true }, words, fc.integer(), fc.constant(null), fc.boolean(), fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...names), tie('tree'), { maxKeys: 5 })),
}))
const services = fc.constantFrom('secretmanager.googleapis.com', 'cloudkms.googleapis.com', 'iam.googleapis.com', 'iamcredentials.googleapis.com', 'sts.googleapis.com', 'cloudresourcemanager.googleapis.com', 'logging.googleapis.com', 'k8s.io', 'constructor')
const methods = fc.constantFrom('AccessSecretVersion', 'AddSecretVersion', 'ListSecrets', 'SetIamPolicy', 'Decrypt', 'CreateServiceAccount', 'GenerateAccessToken', 'ExchangeToken', 'io.k8s.core.v1.secrets.create', 'io.k8s.core.v1.pods.create', 'UpdateSink', 'toString', 'constructor')

describe('totality', () => {
  test('any JSON value gets a reading, none throws', () => {
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), tree), (value) => {
      expect(gcpAudit.recognises(value)).toBeGreaterThanOrEqual(0)
      for (const reading of read(value)) expect(['event', 'irrelevant', 'unknown', 'aside', 'rejected']).toContain(reading.kind)
    }), { numRuns: 500 })
  })

  test('anything inside a known call gets a reading', () => {
    fc.assert(fc.property(services, methods, fc.dictionary(fc.constantFrom(...names), tree), fc.dictionary(fc.constantFrom(...names), tree), (service, method, payload, more) => {
      const readings = read(entry(service, method, payload))
      expect(readings.length).toBeGreaterThan(0)
      for (const reading of readings) for (const fact of reading.kind === 'event' ? reading.facts : []) if (fact.fact === 'access') expect(actions).toContain(fact.action)
      expect(() => read(entry(service, method, payload, more))).not.toThrow()
    }), { numRuns: 500 })
  })
})

const canary = 'CANARY-0f9a'
/** Wherever Google Cloud and Kubernetes put values. */
const values = {
  payload: { data: canary }, plaintext: canary, ciphertext: canary, additionalAuthenticatedData: canary, privateKeyData: canary, private_key_data: canary, accessToken: canary, access_token: canary,
  token: canary, subjectToken: canary, signedJwt: canary, signedBlob: canary, data: { password: canary }, stringData: { password: canary }, status: { token: canary, message: canary },
  metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': canary }, labels: { a: canary } },
  spec: { containers: [{ name: canary, command: [canary], args: [canary], env: [{ name: 'A', value: canary }] }] },
}

describe('values', () => {
  test.each([
    ['secretmanager.googleapis.com', 'AccessSecretVersion'], ['secretmanager.googleapis.com', 'AddSecretVersion'], ['cloudkms.googleapis.com', 'Decrypt'], ['iam.googleapis.com', 'CreateServiceAccountKey'],
    ['iamcredentials.googleapis.com', 'SignJwt'], ['sts.googleapis.com', 'ExchangeToken'], ['k8s.io', 'io.k8s.core.v1.secrets.create'], ['k8s.io', 'io.k8s.core.v1.pods.create'],
  ])('%s %s: none gets past the schema', (service, method) => {
    const resource = { labels: { cluster_name: 'c', project_id: 'p', email_id: 'a@p.iam.gserviceaccount.com', unique_id: '1' } }
    const payload = { resourceName: service === 'k8s.io' ? 'core/v1/namespaces/n/secrets/s' : 'projects/p/secrets/s/versions/1', request: values, response: values, metadata: values, status: { code: 0, message: canary, details: [canary] } }
    const value = entry(service, method, payload, { resource, textPayload: canary, jsonPayload: values })
    expect(JSON.stringify(gcpAudit.schema.parse(value))).not.toContain(canary)
    expect(JSON.stringify(read(value))).not.toContain(canary)
  })

  test('none gets out of the fixtures', () => {
    const out = JSON.stringify(fixtureValues.map(read))
    expect(out).not.toMatch(/CANARY|Q0FOQVJZ/)
  })
})

describe('copies of one entry', () => {
  const times = ['2026-10-05T08:00:00.123456Z', '2026-10-05 08:00:00.123456 UTC', '2026-10-05T10:00:00.123456789+02:00']
  test('have one key, whatever the export did to the time', () => {
    const keys = times.map((timestamp) => read(entry('secretmanager.googleapis.com', 'AccessSecretVersion', {}, { timestamp }))[0]).map((reading) => (reading?.kind === 'event' ? reading.key : reading))
    expect(new Set(keys)).toEqual(new Set(['gcp:projects/p/logs/cloudaudit.googleapis.com%2Fdata_access|2026-10-05T08:00:00.123456Z|i']))
  })

  test('a repeated Kubernetes audit id hides no other read', () => {
    const get = (name: string) => read(entry('k8s.io', 'io.k8s.core.v1.secrets.get', { resourceName: `core/v1/namespaces/n/secrets/${name}` }, { resource: { labels: { cluster_name: 'c' } } }))[0]
    const keys = [get('a'), get('b')].map((reading) => (reading?.kind === 'event' ? reading.key : ''))
    expect(new Set(keys).size).toBe(2)
  })
})

test('what skim passes over, parsing would have passed over too', () => {
  for (const value of fixtureValues) {
    if (typeof value !== 'object' || value === null || !('protoPayload' in value)) continue
    const { protoPayload: payload, timestamp } = value as { protoPayload: { serviceName?: string; methodName?: string }; timestamp?: string }
    const passed = gcpAudit.skim?.pass([payload.serviceName, payload.methodName, timestamp].map((text) => (typeof text === 'string' ? text : undefined)))
    if (passed) expect(read(value)).toEqual([passed])
  }
})

test('a gzip bomb in a message stops early', async () => {
  const bomb = new Blob([new Uint8Array(40 * 1024 * 1024)]).stream().pipeThrough(new CompressionStream('gzip'))
  const data = Buffer.from(await new Response(bomb).arrayBuffer()).toString('base64')
  expect(read({ message: { data } })).toEqual([{ kind: 'rejected', reason: 'zip_bomb', path: 'message.data' }])
})

const captured = new URL('../../../../shared/logs/gcp-audit/', import.meta.url).pathname
if (!existsSync(captured)) console.info('captured logs are not here (../shared/logs/gcp-audit): their test is skipped')

test.skipIf(!existsSync(captured))('captured entries are facts, known to be irrelevant, or rejected for a true reason', () => {
  const files = readdirSync(captured, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(json|jsonl|log|txt)$/.test(name) && !name.endsWith('SOURCE.json'))
  const readings = files.flatMap((name) => jsonValues(readFileSync(captured + name, 'utf8')).flatMap(read))
  const reasons = new Set(readings.flatMap((reading) => (reading.kind === 'rejected' ? [`${reading.reason} ${reading.path}`] : [])))
  expect(readings.filter((reading) => reading.kind === 'event').length).toBeGreaterThanOrEqual(10)
  // Findings of other products are no log entries; entries printed in documentation lack their time.
  expect([...reasons].sort()).toEqual(['missing_timestamp timestamp', 'schema_mismatch protoPayload'])
})

/** A file's JSON values, one per line or one in all; text that is not JSON is the framing's business. */
function jsonValues(text: string): unknown[] {
  try {
    return [JSON.parse(text)]
  } catch {
    return text.split('\n').flatMap((line) => (line.startsWith('{') && line.endsWith('}') && line.length > 2 ? [JSON.parse(line) as unknown] : []))
  }
}
