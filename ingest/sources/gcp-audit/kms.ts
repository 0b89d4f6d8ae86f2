import type { Action, VersionClaim, VersionFact } from '#lib/facts.ts'
import { access, versionChange } from './access.ts'
import type { Call, Finding } from './call.ts'
import { policyGrants } from './iam-policy.ts'
import { locate, type Located } from './project.ts'

const actions = new Map(Object.entries<Action>({
  Decrypt: 'decrypt',
  AsymmetricDecrypt: 'decrypt',
  RawDecrypt: 'decrypt',
  Decapsulate: 'decrypt',
  CreateCryptoKey: 'write',
  UpdateCryptoKey: 'write',
  CreateCryptoKeyVersion: 'rotate',
  ImportCryptoKeyVersion: 'rotate',
  UpdateCryptoKeyPrimaryVersion: 'rotate',
  DestroyCryptoKeyVersion: 'destroy',
  RestoreCryptoKeyVersion: 'restore',
  GetCryptoKey: 'describe',
  GetCryptoKeyVersion: 'describe',
  ListCryptoKeyVersions: 'list',
  GetIamPolicy: 'describe',
  TestIamPermissions: 'describe',
}))

/** Sealing, signing, rings and import jobs open nothing. */
const silent = new Set([
  'Encrypt', 'RawEncrypt', 'AsymmetricSign', 'MacSign', 'MacVerify', 'GenerateRandomBytes', 'GetPublicKey', 'CreateKeyRing', 'GetKeyRing',
  'CreateImportJob', 'GetImportJob', 'ListImportJobs', 'ListLocations', 'GetLocation', 'GetEkmConnection', 'ListEkmConnections',
])

/** Cloud KMS: opening is a `decrypt` of the key, because which file or value it was is not logged. */
export function kms(call: Call): Finding {
  if (silent.has(call.method)) return 'irrelevant'
  if (call.method === 'ListCryptoKeys' || call.method === 'ListKeyRings') return listKeys(call)
  const key = keyConcerned(call)
  if (call.method === 'SetIamPolicy') return setPolicy(call, key)
  const action = call.method === 'UpdateCryptoKeyVersion' ? stateAction(call) : actions.get(call.method)
  if (!action) return 'unknown'
  if (!key) return call.method.endsWith('IamPolicy') || call.method === 'TestIamPermissions' ? 'irrelevant' : 'unknown'
  const claim: VersionClaim | undefined = key.version ? { ref: key.version, evidence: 'observed' } : undefined
  return [access(call, key.located, { action, disclosed: action === 'decrypt' ? 'yes' : 'no', version: claim }), ...versions(call, key), ...key.located.naming]
}

type Key = { located: Located; version?: string }

const keyPath = /projects\/([^/]+)\/locations\/([^/]+)\/keyRings\/([^/]+)\/cryptoKeys\/([^/:]+)(?:\/cryptoKeyVersions\/(\d+))?/
const ringPath = /projects\/([^/]+)\/locations\/([^/]+)(?:\/keyRings\/([^/]+))?/

function keyConcerned(call: Call): Key | undefined {
  const { request, response } = call.audit
  const created = request?.parent && request.cryptoKeyId ? `${request.parent}/cryptoKeys/${request.cryptoKeyId}` : undefined
  const names = [call.resource, request?.name, request?.parent, request?.resource, request?.cryptoKeyVersion?.name, request?.cryptoKey?.name, response?.name, created]
  for (const name of names) {
    const match = name ? keyPath.exec(name) : null
    if (match) return { located: locate('gcp-kms', match[1] ?? '', `${match[2]}/${match[3]}/${match[4]}`, call.entry), version: match[5] }
  }
  return undefined
}

const madeBy = new Set(['CreateCryptoKey', 'CreateCryptoKeyVersion', 'ImportCryptoKeyVersion'])

/** The number of a new version is in the answer or in the labels. */
function versions(call: Call, { located, version }: Key): VersionFact[] {
  const made = keyPath.exec(call.audit.response?.name ?? '')?.[5] ?? call.entry.resource?.labels?.crypto_key_version_id
  if (madeBy.has(call.method)) return versionChange(call, located, made, 'created')
  if (call.method === 'UpdateCryptoKeyPrimaryVersion') return versionChange(call, located, call.audit.request?.cryptoKeyVersionId, 'current')
  // Destruction is only scheduled: until then the version can be restored.
  if (call.method === 'DestroyCryptoKeyVersion') return versionChange(call, located, version, 'deleted')
  if (call.method === 'RestoreCryptoKeyVersion') return versionChange(call, located, version, 'restored')
  const action = call.method === 'UpdateCryptoKeyVersion' ? stateAction(call) : undefined
  return action === 'disable' || action === 'enable' ? versionChange(call, located, version, `${action}d`) : []
}

function stateAction(call: Call): Action {
  const state = call.audit.request?.cryptoKeyVersion?.state ?? call.audit.response?.state
  return state === 'DISABLED' ? 'disable' : state === 'ENABLED' ? 'enable' : 'write'
}

/** A ring's policy reaches all its keys. */
function setPolicy(call: Call, key: Key | undefined): Finding {
  if (key) return [access(call, key.located, { action: 'grant' }), ...policyGrants(call, key.located.target.uri), ...key.located.naming]
  const ring = ringConcerned(call)
  return ring ? [access(call, ring, { action: 'grant', precision: 'candidate' }), ...policyGrants(call, ring.target.uri), ...ring.naming] : 'unknown'
}

function listKeys(call: Call): Finding {
  const ring = ringConcerned(call)
  return ring ? [access(call, ring, { action: 'list', precision: 'candidate' }), ...ring.naming] : 'unknown'
}

function ringConcerned(call: Call): Located | undefined {
  const match = ringPath.exec(call.resource) ?? ringPath.exec(call.audit.request?.parent ?? '')
  if (!match) return undefined
  return locate('gcp-kms', match[1] ?? '', match[3] ? `${match[2]}/${match[3]}/*` : `${match[2]}/*`, call.entry)
}
