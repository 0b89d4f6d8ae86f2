import { readdirSync, readFileSync } from 'node:fs'

/** Framed JSON values by source: everything that the sources' fixtures hold, copies that somebody has tampered with, and the corners where order could matter. */
export function recordPool(): Map<string, unknown[]> {
  const pool = new Map<string, unknown[]>()
  for (const source of ['cloudtrail', 'gcp-audit', 'kubernetes-audit', 'vault-audit']) {
    const values = fixturesOf(source)
    pool.set(source, [...values, ...values.flatMap((value) => [0, 1].flatMap((turn) => tampered(value, turn)))])
  }
  pool.get('cloudtrail')?.push(...cloudtrailCorners())
  pool.get('vault-audit')?.push(...otherDevice(pool.get('vault-audit') ?? []))
  return pool
}

function fixturesOf(source: string): unknown[] {
  const folder = new URL(`sources/${source}/fixtures/`, import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'))
  return names.flatMap((name): unknown[] => {
    const value: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
    return Array.isArray(value) ? value : [value]
  })
}

/** The same event key with other facts (dup_id_different_body): who, from where, which version, how it ended. */
function tampered(value: unknown, turn: number): unknown[] {
  const text = JSON.stringify(value)
  const changed = turn === 0 ? text.replace(/payment-api|alice/g, (name) => `${name}-x`) : text.replace(/"AWSCURRENT"|"code":\s*\d+|"versionId":"[^"]*"|10\.\d+\.\d+\.\d+/g, otherThan)
  return changed === text ? [] : [JSON.parse(changed) as unknown]
}

function otherThan(found: string): string {
  if (found === '"AWSCURRENT"') return '"AWSPREVIOUS"'
  if (found.startsWith('"code"')) return '"code":403'
  return found.startsWith('10.') ? '192.0.2.7' : '"versionId":"forged"'
}

/** Another audit device of the same Vault: other salts, so every HMAC is another one, and its lines come on their own. */
function otherDevice(values: readonly unknown[]): unknown[] {
  return values.map((value): unknown => JSON.parse(JSON.stringify(value).replace(/hmac-sha256:(?=[0-9a-z-])/g, 'hmac-sha256:other')))
}

const account = '210987654321'
const arn = `arn:aws:secretsmanager:eu-west-1:${account}:secret:corner/db`

function record(id: string, time: string, event: string, request: object, more: object = {}): unknown {
  return {
    eventVersion: '1.11', eventID: `corner-${id}`, eventTime: time, eventSource: 'secretsmanager.amazonaws.com', eventName: event, awsRegion: 'eu-west-1',
    sourceIPAddress: '10.9.0.1', userAgent: 'corner', eventType: 'AwsApiCall', recipientAccountId: account, requestParameters: request, userIdentity: caller(true), ...more,
  }
}

/** With the issuer the role's path is known; without it only its name is, until another record tells. */
function caller(withIssuer: boolean): object {
  const issuer = { sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/teams/corner` } } }
  return { type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-role/corner/s`, accountId: account, accessKeyId: 'ASIACORNER', ...(withIssuer && issuer) }
}

function decrypt(id: string, time: string, context: object, withIssuer = true): unknown {
  const identity = { ...caller(withIssuer), invokedBy: 'secretsmanager.amazonaws.com' }
  return record(id, time, 'Decrypt', { encryptionContext: context, encryptionAlgorithm: 'SYMMETRIC_DEFAULT' }, { eventSource: 'kms.amazonaws.com', sourceIPAddress: 'secretsmanager.amazonaws.com', userIdentity: identity })
}

function parameter(id: string, time: string, event: string, request: object, withIssuer = true): unknown {
  return record(id, time, event, request, { eventSource: 'ssm.amazonaws.com', userIdentity: caller(withIssuer) })
}

const tidyDay = (second: number) => new Date(Date.UTC(2026, 2, 3, 23, 59, 50) + second * 1000).toISOString().replace('.000', '')

/** Reads and traces two seconds around midnight, several in one second, names that another record completes, switches before and after the reads. */
function cloudtrailCorners(): unknown[] {
  const versions = ['v1', 'v2', 'v3']
  const reads = Array.from({ length: 24 }, (_, n) => {
    const name = [`${arn}-AbCdE1`, 'corner/db', arn][n % 3]
    const stage = n % 5 === 0 ? { versionStage: 'AWSPREVIOUS' } : n % 7 === 0 ? { versionId: 'v1' } : {}
    return record(`read-${n}`, tidyDay(n), 'GetSecretValue', { secretId: name, ...stage }, { userIdentity: caller(n % 4 !== 0) })
  })
  const traces = Array.from({ length: 20 }, (_, n) => decrypt(`trace-${n}`, tidyDay(n + (n % 3)), { SecretARN: `${arn}-AbCdE1`, SecretVersionId: versions[n % 3] }, n % 2 === 0))
  const switches = versions.flatMap((version, n) => [
    record(`put-${n}`, tidyDay(n * 8 - 4), 'PutSecretValue', { secretId: n === 1 ? arn : 'corner/db', clientRequestToken: version }, { responseElements: { arn: `${arn}-AbCdE1`, versionId: version } }),
    record(`stage-${n}`, tidyDay(n * 8 - 4), 'UpdateSecretVersionStage', { secretId: `${arn}-AbCdE1`, versionStage: 'AWSCURRENT', moveToVersionId: version, removeFromVersionId: versions[n - 1] }),
  ])
  const path = { PARAMETER_ARN: `arn:aws:ssm:eu-west-1:${account}:parameter/corner/a` }
  const parameters = Array.from({ length: 12 }, (_, n) => [
    ...(n % 3 === 0 ? [] : [parameter(`get-${n}`, tidyDay(n * 2), 'GetParameter', { name: n % 2 === 0 ? '/corner/a' : '/corner/a:1', withDecryption: true }, n % 4 !== 0)]),
    decrypt(`opened-${n}`, tidyDay(n * 2 + (n % 3)), path, n % 2 === 0),
  ]).flat()
  const twice = parameter('twice', tidyDay(40), 'GetParameters', { names: ['/corner/b', '/corner/b', `arn:aws:ssm:eu-west-1:${account}:parameter/corner/b`], withDecryption: true })
  return [...reads, ...traces, ...switches, ...parameters, twice]
}
