import type { AccessFact, Action, Fact, Outcome, SecretReference, VersionClaim, VersionFact } from '#lib/facts.ts'
import { kv2Splits, resolveVaultPath, splitAtMount, type KvPlace } from '#lib/names/vault-path.ts'
import { access, exactly, isWrite, type Entry } from './entry.ts'

const nothingKnown: ReadonlyMap<string, string> = new Map()

/** What an answer proves: KV 1 and 2 share `mount_type: kv`. */
type Proof = 'kv1' | 'kv2' | 'none'

/**
 * Operations on a key-value mount. Only an answer proves which of the two it was: KV 2 writes its version numbers in clear (KV 1 answers
 * hash every number). What an answer does not prove (denials, misses, lists) keeps the logged path, to be resolved by what others prove.
 */
export function kvFacts(entry: Entry): Fact[] {
  const proof = proofOf(entry)
  const place = placeOf(entry, proof)
  if (isSettings(entry, place)) return []
  const action = actionOf(entry.operation, proof === 'kv1' ? undefined : place.api)
  const target = targetOf(entry, proof, place, action)
  const version = versionOf(entry, proof)
  const doing = access(entry, { target, action, version, precision: action === 'list' ? 'candidate' : 'exact', ...resultOf(entry, action) })
  return [doing, ...versionFacts(entry, doing, proof, place), ...mountNaming(entry, proof, place)]
}

/** Without `mount_type` (before Vault 1.5) only an answer or the shape of the path tells a key-value mount. */
export function looksLikeKv(entry: Entry): boolean {
  if (entry.engine !== undefined) return entry.engine === 'kv' || entry.engine === 'generic'
  const { response } = entry.record
  if (proofOf(entry) === 'kv2') return true
  if (kv2Splits(entry.path).some((split) => split.api === 'data' || split.api === 'metadata')) return true
  return entry.operation === 'read' && Boolean(response?.secret) && !response?.secret?.lease_id && Boolean(response?.data)
}

function proofOf(entry: Entry): Proof {
  if (entry.engine === 'generic') return 'kv1'
  const { response } = entry.record
  const data = response?.data
  if (entry.outcome !== 'success' || response?.wrap_info) return 'none'
  if (entry.operation === 'list' || entry.operation === '') return 'none'
  if (data?.metadata?.version !== undefined && data.metadata.created_time) return 'kv2'
  if (data?.version !== undefined && data.created_time && isWrite(entry.operation)) return 'kv2'
  if (data?.http_status_code === 404 && data.http_raw_body) return 'kv2'
  if (data?.current_version !== undefined && data.max_versions !== undefined) return 'kv2'
  if (data?.cas_required !== undefined && data.max_versions !== undefined) return 'kv2'
  if (entry.operation === 'read') return data ? 'kv1' : 'none'
  return isWrite(entry.operation) && !data && isUnversionedWrite(entry) ? 'kv1' : 'none'
}

/** KV 2 answers every write of a value with its version; only its other API words (and its settings) answer with nothing. */
function isUnversionedWrite(entry: Entry): boolean {
  const place = placeOf(entry, 'none')
  return (place.api === undefined || place.api === 'data') && !isSettings(entry, place)
}

/** `<mount>/config` holds the settings of KV 2; in KV 1 it is a secret like any other. */
function isSettings(entry: Entry, place: KvPlace): boolean {
  const asked = entry.record.request?.data
  const answered = entry.record.response?.data
  if (place.api !== undefined || !entry.path.endsWith('/config')) return false
  if (isWrite(entry.operation)) return Boolean(asked?.max_versions || asked?.cas_required || asked?.delete_version_after)
  return answered?.cas_required !== undefined && answered.max_versions !== undefined
}

function placeOf(entry: Entry, proof: Proof): KvPlace {
  if (entry.mount !== undefined) return splitAtMount(entry.path, entry.mount)
  const split = proof === 'kv1' ? undefined : kv2Splits(entry.path)[0]
  return split ?? { mount: '', rest: entry.path }
}

function actionOf(operation: string, api: string | undefined): Action {
  if (operation === 'list') return 'list'
  if (operation === 'delete') return api === 'metadata' ? 'destroy' : 'delete'
  if (isWrite(operation)) return api === 'delete' ? 'delete' : api === 'undelete' ? 'restore' : api === 'destroy' ? 'destroy' : 'write'
  // HEAD leaves a record without an operation
  return operation === 'read' && (api === undefined || api === 'data') ? 'read' : 'describe'
}

function targetOf(entry: Entry, proof: Proof, place: KvPlace, action: Action): SecretReference {
  const logged = action === 'list' ? `${entry.path.replace(/\/+$/u, '')}/*` : entry.path
  if (proof === 'kv1') return exactly(entry, logged)
  const certain = entry.mount !== undefined || kv2Splits(entry.path).length === 1
  if (proof === 'kv2' && place.api !== undefined && certain) return exactly(entry, `${place.mount}/${place.rest}`)
  return { store: 'vault', uri: `${entry.scope}${logged}`, form: 'vault-path' }
}

function resultOf(entry: Entry, action: Action): { disclosed: AccessFact['disclosed']; outcome?: Outcome; code?: string } {
  const { response } = entry.record
  if (entry.outcome !== 'success' || response?.wrap_info) return { disclosed: 'no' }
  const asks = action === 'read' || action === 'list' || (action === 'describe' && entry.operation === 'read')
  const data = response?.data
  const gone = data?.http_status_code === 404 || (action === 'read' && Boolean(data?.metadata?.version) && (data?.data === 'null' || data?.metadata?.destroyed === true))
  if (gone || (asks && !data)) return { disclosed: 'no', outcome: 'error', code: '404' }
  return { disclosed: action === 'read' ? 'yes' : 'no' }
}

/**
 * The version in the answer. The version asked for (`request.data.version`) and those of delete, undelete and destroy are hashed; pairs of
 * a hashed question and an answer in clear could teach them, which one record alone cannot.
 */
function versionOf(entry: Entry, proof: Proof): VersionClaim | undefined {
  if (proof !== 'kv2') return undefined
  const data = entry.record.response?.data
  const version = isWrite(entry.operation) ? data?.version : data?.metadata?.version
  return version === undefined || version === 0 ? undefined : { ref: String(version), evidence: 'observed' }
}

function versionFacts(entry: Entry, doing: AccessFact, proof: Proof, place: KvPlace): VersionFact[] {
  if (doing.outcome !== 'success' || doing.precision === 'candidate') return []
  const said = (ref: string, change: VersionFact['change']): VersionFact => ({ fact: 'version', target: doing.target, ref, change, actor: entry.actor })
  const ref = doing.version !== undefined && 'ref' in doing.version ? doing.version.ref : ''
  switch (doing.action) {
    case 'write':
      if (ref !== '') return [said(ref, 'created'), said(ref, 'current')]
      return proof === 'kv1' || place.api === undefined ? [said('', 'created')] : []
    case 'delete':
      return [said('', 'deleted')]
    case 'restore':
      return [said('', 'restored')]
    case 'destroy':
      return [said('', 'destroyed')]
    default:
      return []
  }
}

/** Says where a mount ends and which kind it is: always when no record says it, else only where the path's shape would mislead others. */
function mountNaming(entry: Entry, proof: Proof, place: KvPlace): Fact[] {
  const named = (mount: string, means: 'kv1' | 'kv2'): Fact => ({ fact: 'naming', scope: 'vault-mount', name: `${entry.scope}${mount}/`, means })
  const logged = `${entry.scope}${entry.path}`
  const byShape = resolveVaultPath(logged, nothingKnown)
  if (proof === 'kv1') {
    const mount = entry.mount ?? kv2Splits(entry.path)[0]?.mount
    return byShape === logged || mount === undefined ? [] : [named(mount, 'kv1')]
  }
  if (proof !== 'kv2' || place.api === undefined) return []
  const told = entry.mount === undefined ? kv2Splits(entry.path).length === 1 : byShape !== `${entry.scope}${place.mount}/${place.rest}`
  return told ? [named(place.mount, 'kv2')] : []
}
