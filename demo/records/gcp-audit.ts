import { company, project } from '../organisation.ts'
import type { Random } from '../random.ts'
import type { Scene } from '../scene.ts'

export type GcpCaller = { email: string; subject: string; ip: string; userAgent: string; keyName?: string; delegation?: object[] }

export function serviceAccount(name: string, ip: string, userAgent: string): GcpCaller {
  const email = serviceAccountEmail(name)
  return { email, subject: `serviceAccount:${email}`, ip, userAgent }
}

export function serviceAccountEmail(name: string): string {
  return `${name}@${project.id}.iam.gserviceaccount.com`
}

export function googleUser(login: string, ip: string, userAgent: string): GcpCaller {
  const email = `${login}@${company.domain}`
  return { email, subject: `user:${email}`, ip, userAgent }
}

/** Nanoseconds, as Google Cloud writes them. */
export function nanoTime(random: Random, at: number): string {
  return `${new Date(at).toISOString().slice(0, 23)}${random.digits(6)}Z`
}

type GcpCall = {
  service: string
  method: string
  resource: string
  permission: string
  /** Writes are in the activity log, always on; reads in the data access log. */
  log: 'activity' | 'data_access'
  request?: object
  response?: object
  serviceData?: object
  status?: { code: number; message: string }
  resourceType?: { type: string; labels: object }
}

export function logGcpCall(scene: Scene, at: number, caller: GcpCaller, call: GcpCall): void {
  const { random } = scene
  const timestamp = nanoTime(random, at)
  const denied = call.status?.code === 7
  scene.logs.gcp(at, {
    protoPayload: {
      '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
      status: call.status ?? {},
      authenticationInfo: {
        principalEmail: caller.email,
        principalSubject: caller.subject,
        ...(caller.keyName && { serviceAccountKeyName: caller.keyName }),
        ...(caller.delegation && { serviceAccountDelegationInfo: caller.delegation }),
      },
      requestMetadata: { callerIp: caller.ip, callerSuppliedUserAgent: caller.userAgent, requestAttributes: { time: timestamp, auth: {} }, destinationAttributes: {} },
      serviceName: call.service,
      methodName: call.method,
      authorizationInfo: [{ permission: call.permission, ...(!denied && { granted: true }), resourceAttributes: { service: call.service, name: call.resource } }],
      resourceName: call.resource,
      ...(call.request && { request: call.request }),
      ...(call.response && { response: call.response }),
      ...(call.serviceData && { serviceData: call.serviceData }),
    },
    insertId: random.key(14).toLowerCase(),
    resource: call.resourceType ?? { type: 'audited_resource', labels: { service: call.service, method: call.method, project_id: project.id } },
    timestamp,
    severity: call.status ? 'ERROR' : call.log === 'activity' ? 'NOTICE' : 'INFO',
    logName: `projects/${project.id}/logs/cloudaudit.googleapis.com%2F${call.log}`,
    receiveTimestamp: nanoTime(random, at + random.int(400, 2500)),
  })
}

const manager = 'google.cloud.secretmanager.v1.SecretManagerService'

function typed(type: string): object {
  return { '@type': `type.googleapis.com/google.cloud.secretmanager.v1.${type}` }
}

/** The log names the project by its number; the request, as the client sent it, by its id. */
export function gcpSecretName(name: string): string {
  return `projects/${project.number}/secrets/${name}`
}

export function accessVersion(scene: Scene, at: number, caller: GcpCaller, name: string, version = 'latest', status?: GcpCall['status']): void {
  const resource = `${gcpSecretName(name)}/versions/${version}`
  logGcpCall(scene, at, caller, {
    service: 'secretmanager.googleapis.com',
    method: `${manager}.AccessSecretVersion`,
    resource,
    permission: 'secretmanager.versions.access',
    log: 'data_access',
    request: { name: `projects/${project.id}/secrets/${name}/versions/${version}`, ...typed('AccessSecretVersionRequest') },
    status,
  })
  scene.logs.count(at)
}

export function addVersion(scene: Scene, at: number, caller: GcpCaller, name: string, version: string): void {
  const created = `${gcpSecretName(name)}/versions/${version}`
  logGcpCall(scene, at, caller, {
    service: 'secretmanager.googleapis.com',
    method: `${manager}.AddSecretVersion`,
    resource: gcpSecretName(name),
    permission: 'secretmanager.versions.add',
    log: 'activity',
    request: { parent: `projects/${project.id}/secrets/${name}`, ...typed('AddSecretVersionRequest') },
    response: { name: created, state: 'ENABLED', createTime: new Date(at).toISOString(), ...typed('SecretVersion') },
  })
  scene.logs.count(at)
}

export function changeVersion(scene: Scene, at: number, caller: GcpCaller, name: string, version: string, change: 'Disable' | 'Destroy'): void {
  const resource = `${gcpSecretName(name)}/versions/${version}`
  logGcpCall(scene, at, caller, {
    service: 'secretmanager.googleapis.com',
    method: `${manager}.${change}SecretVersion`,
    resource,
    permission: `secretmanager.versions.${change.toLowerCase()}`,
    log: 'activity',
    request: { name: resource, ...typed(`${change}SecretVersionRequest`) },
    response: { name: resource, state: change === 'Disable' ? 'DISABLED' : 'DESTROYED', ...typed('SecretVersion') },
  })
  scene.logs.count(at)
}

export function listGcpSecrets(scene: Scene, at: number, caller: GcpCaller): void {
  const resource = `projects/${project.number}`
  logGcpCall(scene, at, caller, {
    service: 'secretmanager.googleapis.com',
    method: `${manager}.ListSecrets`,
    resource,
    permission: 'secretmanager.secrets.list',
    log: 'data_access',
    request: { parent: `projects/${project.id}`, pageSize: 250, ...typed('ListSecretsRequest') },
  })
  scene.logs.count(at)
}

export function grantGcpSecret(scene: Scene, at: number, caller: GcpCaller, name: string, member: string): void {
  logGcpCall(scene, at, caller, {
    service: 'secretmanager.googleapis.com',
    method: `${manager}.SetIamPolicy`,
    resource: gcpSecretName(name),
    permission: 'secretmanager.secrets.setIamPolicy',
    log: 'activity',
    request: { resource: gcpSecretName(name), policy: { bindings: [{ role: 'roles/secretmanager.secretAccessor', members: [member] }] }, '@type': 'type.googleapis.com/google.iam.v1.SetIamPolicyRequest' },
    serviceData: {
      '@type': 'type.googleapis.com/google.iam.v1.logging.AuditData',
      policyDelta: { bindingDeltas: [{ action: 'ADD', role: 'roles/secretmanager.secretAccessor', member }] },
    },
  })
  scene.logs.count(at)
}
