import type { Action, VersionClaim, VersionFact } from '#lib/facts.ts'
import { access, versionChange } from './access.ts'
import type { Call, Finding } from './call.ts'
import { policyGrants } from './iam-policy.ts'
import { locate, type Located } from './project.ts'

/** Calls that neither read a value nor change a version. */
const plain = new Map(Object.entries<Action>({
  CreateSecret: 'write',
  UpdateSecret: 'write',
  DeleteSecret: 'delete',
  GetSecret: 'describe',
  GetSecretVersion: 'describe',
  ListSecretVersions: 'list',
  GetIamPolicy: 'describe',
  TestIamPermissions: 'describe',
}))

const stateChanges = new Map(Object.entries<{ action: Action; change: VersionFact['change'] }>({
  DisableSecretVersion: { action: 'disable', change: 'disabled' },
  EnableSecretVersion: { action: 'enable', change: 'enabled' },
  DestroySecretVersion: { action: 'destroy', change: 'destroyed' },
}))

/** `google.cloud.secretmanager.{v1,v1beta1,v1beta2}.SecretManagerService.*`, global and regional. */
export function secretManager(call: Call): Finding {
  if (call.method === 'ListSecrets') return listSecrets(call)
  const known = plain.get(call.method) ?? stateChanges.get(call.method) ?? ['AccessSecretVersion', 'AddSecretVersion', 'SetIamPolicy'].includes(call.method)
  if (!known) return 'unknown'
  const secret = secretConcerned(call)
  if (!secret) return 'unknown'
  const action = plain.get(call.method)
  if (action) return [access(call, secret.located, { action }), ...secret.located.naming]
  if (call.method === 'AccessSecretVersion') return readVersion(call, secret)
  if (call.method === 'SetIamPolicy') return [access(call, secret.located, { action: 'grant' }), ...policyGrants(call, secret.located.target.uri), ...secret.located.naming]
  return changeVersion(call, secret)
}

type Secret = { located: Located; version?: string }

const secretPath = /projects\/([^/]+)\/(?:locations\/([^/]+)\/)?secrets\/([^/]+)(?:\/versions\/([^/]+))?/

/** The secret stands in the resource's name, in the request or (CreateSecret under its project) in the answer. */
function secretConcerned(call: Call): Secret | undefined {
  const { request, response } = call.audit
  const created = request?.parent && request.secretId ? `${request.parent}/secrets/${request.secretId}` : undefined
  for (const name of [call.resource, request?.name, request?.parent, request?.resource, request?.secret?.name, response?.name, created]) {
    const match = name ? secretPath.exec(name) : null
    if (!match?.[1] || !match[3]) continue
    const path = match[2] ? `locations/${match[2]}/${match[3]}` : match[3]
    return { located: locate('gcp-secretmanager', match[1], path, call.entry), version: match[4] }
  }
  return undefined
}

/** `latest` and aliases are logged as asked for: which version that was follows from the timeline. */
function readVersion(call: Call, { located, version = secretPath.exec(call.audit.request?.name ?? '')?.[4] }: Secret): Finding {
  const claim: VersionClaim | undefined = version === undefined ? undefined : /^\d+$/.test(version) ? { ref: version, evidence: 'observed' } : { stage: version, evidence: 'inferred' }
  return [access(call, located, { action: 'read', disclosed: 'yes', version: claim }), ...located.naming]
}

function changeVersion(call: Call, { located, version }: Secret): Finding {
  const { response } = call.audit
  const change = stateChanges.get(call.method)
  const ref = change ? version : secretPath.exec(response?.name ?? '')?.[4]
  const observed: VersionClaim | undefined = ref && /^\d+$/.test(ref) ? { ref, evidence: 'observed' } : undefined
  if (!change) {
    // A new version is what `latest` means from then on.
    const versions = [...versionChange(call, located, ref, 'created'), ...versionChange(call, located, ref, 'current', 'latest')]
    return [access(call, located, { action: 'write', version: observed }), ...versions, ...located.naming]
  }
  // With a destruction delay the version is only disabled until then.
  const delayed = change.change === 'destroyed' && (response?.state === 'DISABLED' || response?.scheduledDestroyTime !== undefined)
  const versions = versionChange(call, located, observed?.ref, delayed ? 'disabled' : change.change)
  return [access(call, located, { action: change.action, version: observed }), ...versions, ...located.naming]
}

function listSecrets(call: Call): Finding {
  const match = /projects\/([^/]+)(?:\/locations\/([^/]+))?/.exec(call.resource || (call.audit.request?.parent ?? ''))
  if (!match?.[1]) return 'unknown'
  const located = locate('gcp-secretmanager', match[1], match[2] ? `locations/${match[2]}/*` : '*', call.entry)
  return [access(call, located, { action: 'list', precision: 'candidate' }), ...located.naming]
}
