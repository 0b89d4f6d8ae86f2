import { dayMs, hourMs, minuteMs, secondMs } from '../calendar.ts'
import { accounts, homeRegion, personByLogin, replicaRegion } from '../organisation.ts'
import { listSecrets, logServiceEvent, readSecret, secretArn, touchSecret } from '../records/aws-secrets.ts'
import { iamUser, iamUserKey, logAwsCall, type AwsCaller } from '../records/cloudtrail.ts'
import { createPod, listAllSecrets, logKubernetesCall, serviceAccountCaller } from '../records/kubernetes-audit.ts'
import { hmac, logVaultLogin, logVaultRequest, readVault, vaultDenial, vaultEntity, vaultSession } from '../records/vault-audit.ts'
import type { Actor, Scene } from '../scene.ts'
import { awsSecret, awsSecrets, vaultSecrets } from '../secrets.ts'
import { clusterList, createdSecret, deletedSecret, deniedBurst, harvest, leaver, nightReader, unusedSecret, wrapped } from '../story.ts'
import { createServiceSessions } from './cloud-workloads.ts'
import { signOn, vaultLoginOf, vaultSignOn } from './people.ts'
import { vaultOperator } from './rotations.ts'

type Incident = { daysAgo: number; tell: (scene: Scene, at: number) => void }

const incidents: readonly Incident[] = [
  { daysAgo: createdSecret.daysAgo, tell: createSecret },
  { daysAgo: deletedSecret.daysAgo, tell: deleteSecret },
  { daysAgo: leaver.leavesDaysAgo, tell: personLeaves },
  ...leaver.triesDaysAgo.map((daysAgo) => ({ daysAgo, tell: leaverTries })),
  { daysAgo: wrapped.daysAgo, tell: handOverWrapped },
  { daysAgo: deniedBurst.daysAgo, tell: burstOfDenials },
  { daysAgo: harvest.daysAgo, tell: harvestSecrets },
  { daysAgo: clusterList.daysAgo, tell: listWholeCluster },
  { daysAgo: nightReader.daysAgo, tell: readAtNight },
]

/** What happens once. */
export function incidentActor(scene: Scene): Actor {
  const own = { ...scene, random: scene.random.stream('incidents') }
  return {
    act(hour) {
      for (const { daysAgo, tell } of incidents) {
        const at = momentOf(scene, daysAgo, tell === readAtNight)
        if (at >= hour.start && at < hour.start + hourMs) tell(own, at)
      }
    },
  }
}

function momentOf(scene: Scene, daysAgo: number, atNight: boolean): number {
  const at = scene.period.end - daysAgo * dayMs
  return atNight ? Math.floor(at / dayMs) * dayMs + 2 * hourMs + 41 * minuteMs : Math.floor(at / 1000) * 1000
}

function administrator(scene: Scene, at: number): AwsCaller {
  return signOn(scene, at - 2 * minuteMs, personByLogin('ingrid.solberg'), 'prod')
}

function createSecret(scene: Scene, at: number): void {
  const secret = awsSecret(createdSecret.secret)
  const arn = secretArn(secret)
  const version = scene.versions.at(secret.key, at)
  const caller = administrator(scene, at)
  logAwsCall(scene, at, caller, {
    region: homeRegion,
    service: 'secretsmanager',
    event: 'CreateSecret',
    writes: true,
    request: { name: secret.name, clientRequestToken: version, description: 'Client certificate of the partner gateway' },
    response: { arn, name: secret.name, versionId: version },
  })
  scene.logs.count(at)
  touchSecret(scene, at + minuteMs, caller, secret, 'PutResourcePolicy', { writes: true, parameters: { blockPublicPolicy: true }, response: { arn, name: secret.name } })
}

/** Scheduled for deletion; whoever still reads it fails. */
function deleteSecret(scene: Scene, at: number): void {
  const secret = awsSecret(deletedSecret.secret)
  const deletionDate = new Date(at + 7 * dayMs).toUTCString()
  touchSecret(scene, at, administrator(scene, at), secret, 'DeleteSecret', { writes: true, parameters: { recoveryWindowInDays: 7 }, response: { arn: secretArn(secret), name: secret.name, deletionDate } })
  const reader = createServiceSessions(scene, { name: 'edi-bridge', kind: 'ec2' })
  const error = { code: 'InvalidRequestException', message: "You can't perform this operation on the secret because it was marked for deletion." }
  for (const days of [1.2, 2.2]) readSecret(scene, at + days * dayMs, reader(at + days * dayMs), secret, { error })
  logServiceEvent(scene, at + 7 * dayMs, secret, 'StartSecretVersionDelete')
  logServiceEvent(scene, at + 7 * dayMs + minuteMs, secret, 'EndSecretVersionDelete')
}

function personLeaves(scene: Scene, at: number): void {
  const admin = administrator(scene, at)
  const person = personByLogin(leaver.person)
  const change = (after: number, event: string, request: object) =>
    logAwsCall(scene, at + after * secondMs, admin, { region: 'us-east-1', service: 'iam', event, writes: true, request })
  change(0, 'UpdateAccessKey', { userName: person.login, accessKeyId: iamUserKey(scene.random, person.login, 'first'), status: 'Inactive' })
  change(40, 'AttachUserPolicy', { userName: person.login, policyArn: 'arn:aws:iam::aws:policy/AWSDenyAll' })
  change(55, 'DeleteLoginProfile', { userName: person.login })
  const entity = vaultEntity(scene.random, vaultLoginOf(person))
  logVaultRequest(scene, at + 3 * minuteMs, vaultOperator(scene, at + 2 * minuteMs), { mount: 'identity/', path: `entity/id/${entity}`, operation: 'update', data: { disabled: true }, uncounted: true })
}

/** A second access key was forgotten, but the policy denies all it asks; the Vault token died with its entity. */
function leaverTries(scene: Scene, at: number): void {
  const person = personByLogin(leaver.person)
  const caller = iamUser(scene.random, 'prod', person.login, 'second', '203.0.113.12', 'aws-cli/2.31.4 md/awscrt#0.27.6 ua/2.1 os/linux#6.8')
  const arn = `arn:aws:iam::${accounts.prod}:user/${person.login}`
  const theirs = awsSecrets.filter((secret) => secret.account === 'prod' && secret.team === person.team).slice(0, 4)
  theirs.forEach((secret, index) => {
    const message = `User: ${arn} is not authorized to perform: secretsmanager:GetSecretValue on resource: ${secretArn(secret)} with an explicit deny in an identity-based policy`
    readSecret(scene, at + index * 7 * secondMs, caller, secret, { error: { code: 'AccessDenied', message } })
  })
  const session = vaultSession(scene.random, scene.period.start - dayMs, { ...vaultLoginOf(person), ip: caller.ip })
  readVault(scene, at + minuteMs, session, 'secret', 'payments/psp-merchant', { denied: true })
}

/** A wrapped read gives nothing out; the unwrap does. */
function handOverWrapped(scene: Scene, at: number): void {
  const path = wrapped.secret.slice('vault:secret/'.length)
  const operator = vaultOperator(scene, at - 1000)
  const token = `hmac-sha256:${scene.random.hex(64)}`
  logVaultRequest(scene, at, operator, {
    mount: 'secret/',
    path: `data/${path}`,
    operation: 'read',
    wrapTtlSeconds: 300,
    responseParts: { wrap_info: { ttl: 300, token, accessor: `hmac-sha256:${scene.random.hex(64)}`, creation_time: new Date(at).toISOString(), creation_path: `secret/data/${path}` } },
  })
  const receiver = vaultSignOn(scene, at + 50_000, personByLogin('kenji.watanabe'))
  logVaultRequest(scene, at + minuteMs, receiver, {
    mount: 'sys/',
    path: 'wrapping/unwrap',
    operation: 'update',
    data: { token },
    responseData: { data: { password: hmac('unwrapped') }, metadata: { version: Number(scene.versions.at(wrapped.secret, at)) } },
  })
}

/** A staging pod tries one path after another. */
function burstOfDenials(scene: Scene, at: number): void {
  const session = logVaultLogin(scene, at, {
    method: 'kubernetes',
    role: 'label-api-staging',
    displayName: 'kubernetes-parcels-label-api-staging',
    metadata: { role: 'label-api-staging', service_account_name: 'label-api', service_account_namespace: 'parcels', service_account_uid: scene.random.fixed('service account kestrelway-staging-1 parcels label-api').uuid() },
    ip: '10.60.120.44',
  })
  const known = vaultSecrets.filter((secret) => secret.engine === 'kv2').map((secret) => secret.path)
  const guesses = ['payments', 'parcels', 'accounts'].flatMap((team) => ['database', 'admin', 'api-key', 'tls', 'root', 'token'].map((name) => `${team}/${name}`))
  const targets = [...known, ...guesses].slice(0, deniedBurst.targets)
  const step = (deniedBurst.minutes * minuteMs) / targets.length
  targets.forEach((path, index) => {
    logVaultRequest(scene, at + 2000 + Math.floor(index * step), session, { mount: 'secret/', path: `data/${path}`, operation: 'read', error: vaultDenial })
  })
}

/** The partner gateway's role lists the store, then reads most of what it holds. */
function harvestSecrets(scene: Scene, at: number): void {
  const session = createServiceSessions(scene, { name: harvest.workload, kind: 'ecs' })(at)
  listSecrets(scene, at, session)
  const taken = awsSecrets.filter((secret) => secret.account === 'prod' && secret.key !== unusedSecret && secret.key !== deletedSecret.secret)
  const step = (harvest.minutes * minuteMs) / taken.length
  taken.forEach((secret, index) => readSecret(scene, at + 9 * secondMs + Math.floor(index * step), session, secret))
}

function listWholeCluster(scene: Scene, at: number): void {
  const pod = createPod(scene.random, 'kestrelway-prod-1', clusterList.namespace, 'metrics-agent-debug')
  const caller = serviceAccountCaller(scene.random, 'kestrelway-prod-1', clusterList.namespace, clusterList.serviceAccount, 'kubectl/v1.33.3 (linux/amd64) kubernetes/80779bd', pod)
  const binding = { kind: 'ClusterRoleBinding', apiVersion: 'rbac.authorization.k8s.io/v1', metadata: { name: 'metrics-debug' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' }, subjects: [{ kind: 'ServiceAccount', namespace: clusterList.namespace, name: clusterList.serviceAccount }] }
  logKubernetesCall(scene, at - 20 * minuteMs, { ...caller, user: { username: 'kenji.watanabe@kestrelway.example', groups: ['engineers', 'system:authenticated'] } }, {
    verb: 'create',
    reference: { resource: 'clusterrolebindings', name: 'metrics-debug', apiGroup: 'rbac.authorization.k8s.io' },
    uri: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
    code: 201,
    requestObject: binding,
  })
  listAllSecrets(scene, at, caller)
}

/** Somebody who never touches production reads one of its secrets at night, in another region. */
function readAtNight(scene: Scene, at: number): void {
  const session = signOn(scene, at - minuteMs, personByLogin(nightReader.person), 'prod', replicaRegion, nightReader.ip)
  listSecrets(scene, at, session, replicaRegion)
  readSecret(scene, at + 70 * secondMs, session, awsSecret(nightReader.secret), { region: replicaRegion, byName: true })
}
