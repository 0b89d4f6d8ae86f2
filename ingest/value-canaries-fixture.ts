/** One value that must never be stored, and what it was put into. */
export type Canary = { value: string; place: string }

/** Records of one source, full of values; `say` makes a new one for each place. */
type Say = (place: string) => string

/** Values in every place where a store's log can carry one. Addresses, user agents, names and paths of secrets are not values. */
export function valueRecords(): { canaries: Canary[]; records: Map<string, unknown[]> } {
  const canaries: Canary[] = []
  const say: Say = (place) => {
    const value = `CANARY+${String(canaries.length).padStart(4, '0')}/värt?&=${place.length}`
    canaries.push({ value, place })
    return value
  }
  const records = new Map<string, unknown[]>()
  for (const [source, make] of Object.entries({ 'kubernetes-audit': kubernetes, 'vault-audit': vault, cloudtrail, 'gcp-audit': gcp })) records.set(source, Array.from({ length: 9 }, (_, turn) => make(say, turn)).flat())
  return { canaries, records }
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
const time = (turn: number) => `2026-03-05T10:00:0${turn}.000000Z`

function kubernetes(say: Say, turn: number): unknown[] {
  const secret = {
    kind: 'Secret', apiVersion: 'v1', data: { password: base64(say('data')) }, stringData: { password: say('stringData') },
    metadata: { name: 'db', namespace: 'payment', resourceVersion: `${turn}`, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ stringData: { p: say('last applied') }, data: { q: base64(say('last applied, base64')) } }) } },
  }
  const event = (verb: string, id: string, more: object, code = 200) => ({
    kind: 'Event', apiVersion: 'audit.k8s.io/v1', level: 'RequestResponse', auditID: `canary-${id}-${turn}`, stage: 'ResponseComplete', verb, user: { username: 'alice', groups: ['system:authenticated'] }, sourceIPs: ['10.0.0.1'], userAgent: 'kubectl',
    objectRef: { resource: 'secrets', namespace: 'payment', name: 'db', apiVersion: 'v1' }, responseStatus: { code }, requestURI: '/api/v1/namespaces/payment/secrets/db', requestReceivedTimestamp: time(turn), stageTimestamp: time(turn), ...more,
  })
  const pod = { resource: 'pods', namespace: 'payment', name: 'web', apiVersion: 'v1' }
  return [
    event('get', 'get', { responseObject: secret }),
    event('update', 'update', { requestObject: secret, responseObject: secret }),
    event('patch', 'merge', { requestObject: { stringData: { p: say('merge patch') } }, responseObject: secret }),
    event('patch', 'json', { requestObject: [{ op: 'replace', path: '/data/p', value: base64(say('JSON patch')) }] }),
    event('patch', 'failed', { responseStatus: { code: 422, message: `unknown field: ${say('status message')}`, details: { causes: [{ message: say('status cause'), field: 'data' }] } } }, 422),
    event('list', 'list', { objectRef: { resource: 'secrets', namespace: 'payment', apiVersion: 'v1' }, responseObject: { kind: 'SecretList', items: [secret] } }),
    event('create', 'exec', { objectRef: { ...pod, subresource: 'exec' }, requestURI: `/api/v1/namespaces/payment/pods/web/exec?command=psql&command=${encodeURIComponent(say('exec command'))}&stdout=true` }),
    event('create', 'token', { objectRef: { resource: 'serviceaccounts', subresource: 'token', namespace: 'payment', name: 'api', apiVersion: 'v1' }, responseObject: { kind: 'TokenRequest', status: { token: say('issued token'), expirationTimestamp: time(9) } } }, 201),
    event('create', 'review', { objectRef: { resource: 'tokenreviews', apiGroup: 'authentication.k8s.io', apiVersion: 'v1' }, requestObject: { kind: 'TokenReview', spec: { token: say('reviewed token') } } }, 201),
    event('create', 'pod', { objectRef: pod, requestObject: { kind: 'Pod', metadata: { name: 'web' }, spec: { serviceAccountName: 'api', containers: [{ name: 'c', args: [say('pod argument')], env: [{ name: 'P', value: say('pod environment') }, { name: 'Q', valueFrom: { secretKeyRef: { name: 'db', key: 'p' } } }] }] } } }, 201),
  ]
}

function vault(say: Say, turn: number): unknown[] {
  const auth = { client_token: say('raw client token'), accessor: say('raw accessor'), display_name: 'token-app', policies: ['default'], entity_id: 'entity-1', token_type: 'service', metadata: { password: say('token metadata') } }
  const line = (id: string, operation: string, path: string, more: object) => ({
    time: time(turn), type: 'response', auth, request: { id: `canary-${id}-${turn}`, operation, mount_type: 'kv', client_token: auth.client_token, path, remote_address: '10.0.0.2', headers: { authorization: [`Bearer ${say('header')}`] }, data: { password: say('request data') } }, response: { mount_type: 'kv' }, ...more,
  })
  return [
    line('read', 'read', 'kv/data/db', { response: { mount_type: 'kv', data: { data: { password: say('raw value'), pin: 7_770_001_000 + turn, nested: { list: [say('nested value')] } }, metadata: { version: 3, custom_metadata: { note: say('custom metadata') } } } } }),
    line('write', 'update', 'kv/data/db', { request: { id: `canary-write-${turn}`, operation: 'update', mount_type: 'kv', path: 'kv/data/db', client_token: auth.client_token, data: { data: { password: say('written value') }, options: { cas: 1 } } } }),
    line('creds', 'read', 'database/creds/app', { response: { mount_type: 'database', secret: { lease_id: 'database/creds/app/lease' }, data: { username: 'v-app', password: say('dynamic password') } } }),
    line('decrypt', 'update', 'transit/decrypt/app', { response: { mount_type: 'transit', data: { plaintext: base64(say('decrypted')) } } }),
    line('failed', 'read', 'database/creds/broken', { error: `1 error occurred: failed to connect to postgres://root:${say('connection string')}@db:5432/app` }),
    line('login', 'update', 'auth/userpass/login/alice', { request: { id: `canary-login-${turn}`, operation: 'update', mount_type: 'userpass', path: 'auth/userpass/login/alice', data: { password: say('login password') } }, response: { mount_type: 'userpass', auth: { ...auth, client_token: say('issued client token') } } }),
    line('wrap', 'read', 'kv/data/db', { response: { mount_type: 'kv', wrap_info: { token: say('wrapping token'), accessor: say('wrapping accessor'), ttl: 300, creation_path: 'kv/data/db' } } }),
    line('unwrap', 'update', 'sys/wrapping/unwrap', { request: { id: `canary-unwrap-${turn}`, operation: 'update', mount_type: 'system', path: 'sys/wrapping/unwrap', client_token: auth.client_token, data: { token: say('unwrapped token') } }, response: { mount_type: 'system', data: { data: { p: say('unwrapped value') } } } }),
  ]
}

function cloudtrail(say: Say, turn: number): unknown[] {
  const event = (service: string, name: string, request: object, more: object = {}) => ({
    eventVersion: '1.11', eventID: `canary-${name}-${turn}`, eventTime: time(turn).replace('.000000', ''), eventSource: `${service}.amazonaws.com`, eventName: name, awsRegion: 'eu-central-1', sourceIPAddress: '10.0.0.3', userAgent: 'aws-cli', eventType: 'AwsApiCall', recipientAccountId: '123456789012',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/bob', accountId: '123456789012', accessKeyId: 'AKIAEXAMPLE', sessionContext: { attributes: { note: say('session attribute') } } }, requestParameters: request, additionalEventData: { note: say('additional data') }, ...more,
  })
  return [
    event('secretsmanager', 'PutSecretValue', { secretId: 'prod/db', secretString: say('secret string'), secretBinary: base64(say('secret binary')) }),
    event('secretsmanager', 'CreateSecret', { name: 'prod/db', secretString: say('created secret'), description: say('description'), tags: [{ key: 'p', value: say('tag') }] }),
    event('secretsmanager', 'GetSecretValue', { secretId: 'prod/db' }, { responseElements: { secretString: say('response') } }),
    event('ssm', 'PutParameter', { name: '/prod/db', value: say('parameter value'), type: 'SecureString' }),
    event('ssm', 'GetParameter', { name: '/prod/db', withDecryption: true }, { errorCode: 'InternalError', errorMessage: `postgres://root:${say('error message')}@db/app` }),
    event('kms', 'Decrypt', { keyId: 'key-1', ciphertextBlob: say('ciphertext'), encryptionContext: { note: say('encryption context') } }, { responseElements: { plaintext: base64(say('plaintext')) } }),
    event('sts', 'AssumeRole', { roleArn: 'arn:aws:iam::123456789012:role/app', roleSessionName: 's', externalId: say('external id') }, { responseElements: { credentials: { accessKeyId: `ASIAEXAMPLE${turn}`, secretAccessKey: say('secret access key'), sessionToken: say('session token'), expiration: 'Mar 5, 2026, 11:00:00 AM' } } }),
    event('iam', 'CreateAccessKey', { userName: 'bob' }, { responseElements: { accessKey: { accessKeyId: `AKIAEXAMPLE${turn}`, userName: 'bob', secretAccessKey: say('new access key') } } }),
    event('iam', 'CreateLoginProfile', { userName: 'bob', password: say('console password') }),
  ]
}

function gcp(say: Say, turn: number): unknown[] {
  const entry = (method: string, resource: string, more: object) => ({
    insertId: `canary-${method}-${turn}`, timestamp: time(turn), logName: 'projects/acme/logs/cloudaudit.googleapis.com%2Fdata_access', resource: { type: 'audited_resource', labels: { project_id: 'acme' } },
    protoPayload: {
      '@type': 'type.googleapis.com/google.cloud.audit.AuditLog', serviceName: 'secretmanager.googleapis.com', methodName: method, resourceName: resource, authenticationInfo: { principalEmail: 'eve@corp.example', thirdPartyPrincipal: { token: say('third party token') } },
      requestMetadata: { callerIp: '10.0.0.4', requestAttributes: { auth: { accessToken: say('access token') }, headers: { authorization: `Bearer ${say('header')}` } } }, metadata: { note: say('metadata') }, ...more,
    },
  })
  const prefix = 'google.cloud.secretmanager.v1.SecretManagerService.'
  return [
    entry(`${prefix}AccessSecretVersion`, 'projects/acme/secrets/db/versions/latest', { response: { payload: { data: base64(say('payload')) } } }),
    entry(`${prefix}AddSecretVersion`, 'projects/acme/secrets/db', { request: { payload: { data: base64(say('added payload')), plain: say('plain payload') } }, response: { name: 'projects/acme/secrets/db/versions/3' } }),
    entry(`${prefix}AccessSecretVersion`, 'projects/acme/secrets/db/versions/7', { status: { code: 13, message: `mysql://root:${say('status message')}@db/app`, details: [{ value: say('status detail') }] } }),
    entry(`${prefix}CreateSecret`, 'projects/acme/secrets/db', { request: { secret: { labels: { p: say('label') }, annotations: { q: say('annotation') } } } }),
    entry('google.iam.credentials.v1.IAMCredentials.GenerateAccessToken', 'projects/-/serviceAccounts/app@acme.iam.gserviceaccount.com', { serviceName: 'iamcredentials.googleapis.com', response: { accessToken: say('issued token') } }),
  ]
}
