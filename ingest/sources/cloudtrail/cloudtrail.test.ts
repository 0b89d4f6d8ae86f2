import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readValue } from '../read.ts'
import { cloudtrail } from './index.ts'

const feed = { name: 'aws', source: 'cloudtrail', cluster: 'aws' }
const read = (value: unknown) => readValue(cloudtrail, value, feed)

const services = ['secretsmanager', 'ssm', 'kms', 'sts', 'eks-auth', 'iam', 'cloudtrail', 's3']
const events = [
  'GetSecretValue', 'BatchGetSecretValue', 'CreateSecret', 'PutSecretValue', 'RotateSecret', 'RotationSucceeded', 'PutResourcePolicy', 'ReplicateSecretToRegions',
  'GetParameter', 'GetParameters', 'GetParametersByPath', 'PutParameter', 'Decrypt', 'PutKeyPolicy', 'CreateAlias', 'AssumeRole', 'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity', 'GetFederationToken', 'AssumeRoot', 'AssumeRoleForPodIdentity', 'CreateAccessKey', 'PutRolePolicy', 'PutEventSelectors', 'toString', '__proto__',
]
const jsonObject = fc.dictionary(fc.constantFrom('secretId', 'name', 'names', 'arn', 'keyId', 'credentials', 'tags', 'policyDocument', 'resourcePolicy', 'subject', 'x'), fc.jsonValue())
/** Looks like a record, with anything in the places that are read. */
const nearRecord = fc.record(
  {
    eventSource: fc.constantFrom(...services).map((service) => `${service}.amazonaws.com`),
    eventName: fc.constantFrom(...events),
    eventTime: fc.oneof(fc.constant('2026-03-01T10:00:00Z'), fc.string(), fc.jsonValue()),
    eventID: fc.oneof(fc.uuid(), fc.jsonValue()),
    userIdentity: fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('type', 'arn', 'accountId', 'userName', 'invokedBy', 'sessionContext', 'onBehalfOf'), fc.jsonValue())),
    requestParameters: fc.oneof(fc.jsonValue(), jsonObject),
    responseElements: fc.oneof(fc.jsonValue(), jsonObject),
    errorMessage: fc.oneof(fc.string(), fc.jsonValue()),
    awsRegion: fc.jsonValue(),
    resources: fc.jsonValue(),
  },
  { requiredKeys: ['eventSource', 'eventName'] },
)

describe('totality', () => {
  test('any JSON gives readings', () => {
    fc.assert(fc.property(fc.oneof(fc.jsonValue({ maxDepth: 5 }), nearRecord, nearRecord.map((record) => ({ Records: [record] })), nearRecord.map((record) => ({ message: JSON.stringify(record) }))), (value) => {
      for (const reading of read(value)) expect(['event', 'irrelevant', 'unknown', 'aside', 'rejected']).toContain(reading.kind)
      expect(cloudtrail.recognises(value)).toBeGreaterThanOrEqual(0)
    }), { numRuns: 2000 })
  })

  test('an envelope in an envelope in an envelope ends', () => {
    let value: unknown = 'bottom'
    for (let depth = 0; depth < 50; depth++) value = { Records: [value] }
    expect(read(value)).toEqual([{ kind: 'rejected', reason: 'too_deep' }])
  })
})

test('what is passed by a look at three strings is passed in the same way after parsing', () => {
  const names = fc.tuple(fc.constantFrom(...services), fc.constantFrom(...events, 'ListKeys', 'GetRole', 'DescribeKey', 'Unheard'), fc.constantFrom('2026-03-01T10:00:00Z', 'soon', undefined))
  fc.assert(fc.property(names, ([service, eventName, eventTime]) => {
    const record = { eventSource: `${service}.amazonaws.com`, eventName, eventTime, eventID: 'e1', userIdentity: { accountId: '123456789012' } }
    const passed = cloudtrail.skim?.pass([record.eventSource, eventName, eventTime])
    if (passed) expect(read(record)).toEqual([passed])
  }))
})

test('values never get past the schema', () => {
  const canary = 'CANARY-c0ffee'
  const body = {
    secretString: canary, secretBinary: canary, value: canary, description: canary, plaintext: canary, ciphertextBlob: canary, token: canary, password: canary,
    secretId: 'prod/db', name: 'prod/db', roleArn: 'arn:aws:iam::123456789012:role/api', userName: 'bob', clientRequestToken: 'v1', versionId: 'v1', version: 2,
    tags: [{ key: 'team', value: canary }, { key: canary, value: canary }],
    encryptionContext: { SecretARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/db-AbCdEf', note: canary },
    credentials: { accessKeyId: 'ASIAEXAMPLE00001', secretAccessKey: canary, sessionToken: canary },
    accessKey: { accessKeyId: 'AKIAEXAMPLE00001', userName: 'bob', secretAccessKey: canary },
    samlAssertion: canary, webIdentityToken: canary,
  }
  for (const service of services) for (const eventName of events) {
    const record = { eventSource: `${service}.amazonaws.com`, eventName, eventTime: '2026-03-01T10:00:00Z', eventID: 'e1', awsRegion: 'eu-central-1', recipientAccountId: '123456789012', userIdentity: { type: 'Root', accountId: '123456789012', sessionContext: { token: canary } }, requestParameters: body, responseElements: body, errorMessage: canary, requestID: canary }
    expect(JSON.stringify(read(record))).not.toContain('CANARY')
    expect(JSON.stringify(cloudtrail.schema.parse({ ...record, errorMessage: '', requestID: '' }))).not.toContain('CANARY')
  }
})

describe('two copies of one event', () => {
  const call = { eventSource: 'secretsmanager.amazonaws.com', eventName: 'GetSecretValue', eventTime: '2026-03-01T10:00:00Z', awsRegion: 'eu-central-1', requestParameters: { secretId: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/db' } }
  const own = { ...call, eventID: 'e1', sharedEventID: 's1', recipientAccountId: '210987654321', userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::210987654321:user/alice', accountId: '210987654321' } }
  const foreign = { ...call, eventID: 'e2', sharedEventID: 's1', recipientAccountId: '123456789012', userIdentity: { type: 'AWSAccount', accountId: '210987654321', principalId: 'AIDAEXAMPLE' } }

  test('across accounts share a key, and the one that names the caller is preferred', () => {
    const [[first], [second]] = [read(own), read(foreign)]
    expect(first).toMatchObject({ key: 'aws:s1', nativeId: 'e1', rank: 0 })
    expect(second).toMatchObject({ key: 'aws:s1', nativeId: 'e2', rank: 1 })
  })

  test('by two trails say the same', () => {
    expect(read({ Records: [own] })).toEqual(read({ detail: own }))
  })
})

describe('recognises', () => {
  const record = { eventVersion: '1.11', eventSource: 'kms.amazonaws.com', eventName: 'Decrypt', userIdentity: {} }
  test.each([
    ['a record', record, 1],
    ['an object of records', { Records: [record] }, 1],
    ['CloudWatch Logs', { id: '1', timestamp: 1, message: JSON.stringify(record) }, 1],
    ['a digest', { awsAccountId: '1', digestStartTime: 't' }, 1],
    ['Kubernetes', { kind: 'Event', apiVersion: 'audit.k8s.io/v1', auditID: 'a' }, 0],
    ['Google Cloud', { insertId: 'a', protoPayload: {} }, 0],
    ['Vault', { type: 'request', time: 't', auth: {}, request: {} }, 0],
    ['a number', 1, 0],
  ])('%s', (_name, value, sure) => expect(cloudtrail.recognises(value)).toBe(sure))
})
