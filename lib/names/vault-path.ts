/** First segment behind a KV 2 mount that belongs to the API, not to the secret's name. */
const kv2Segments = new Set(['data', 'metadata', 'delete', 'undelete', 'destroy', 'subkeys'])

export type KvPlace = {
  /** Path of the mount, without slashes at its ends. */
  mount: string
  /** The API's word behind the mount; absent when the path does not have one there. */
  api?: string
  /** What is left: the secret's own path. */
  rest: string
}

/** Cuts a logged path into mount, API word and rest, when the mount is known. */
export function splitAtMount(path: string, mount: string): KvPlace {
  const behind = path.slice(mount.length + 1)
  const slash = behind.indexOf('/')
  const first = slash < 0 ? behind : behind.slice(0, slash)
  if (slash < 0 || !kv2Segments.has(first)) return { mount, rest: behind }
  return { mount, api: first, rest: behind.slice(slash + 1) }
}

/** Every way to cut a path whose mount is unknown at an API word, leftmost first. A mount has at least one segment, a secret too. */
export function kv2Splits(path: string): (KvPlace & { api: string })[] {
  const segments = path.split('/')
  return segments.flatMap((segment, at) =>
    at > 0 && at < segments.length - 1 && kv2Segments.has(segment)
      ? [{ mount: segments.slice(0, at).join('/'), api: segment, rest: segments.slice(at + 1).join('/') }]
      : [],
  )
}

/**
 * The canonical name of a reference of form `vault-path`.
 *
 * `uri` is `vault://<cluster>/[<namespace>/]<logged path>`; `mounts` maps `vault://<cluster>/[<namespace>/]<mount>/` to `kv1`, `kv2` or
 * another engine's type. The longest known mount that begins the path decides: behind a `kv2` mount the API word (`data/`, `metadata/`, …)
 * is dropped, behind any other engine the path stays as it is.
 *
 * Without knowledge the shape decides: the leftmost API word with something before and behind it is taken for KV 2's and dropped
 * (`kv/data/app` → `kv/app`), because KV 1 secrets with such a folder are far rarer than KV 2; anything else stays as logged.
 */
export function resolveVaultPath(uri: string, mounts: ReadonlyMap<string, string>): string {
  const parts = /^(vault:\/\/[^/]*\/)(.*)$/su.exec(uri)
  const scope = parts?.[1]
  const path = parts?.[2]
  if (scope === undefined || path === undefined) return uri
  const mount = longestMount(scope, path, mounts)
  const place = mount === undefined ? kv2Splits(path)[0] : splitAtMount(path, mount)
  if (place?.api === undefined) return uri
  const kind = mounts.get(`${scope}${place.mount}/`)
  return kind === undefined || kind === 'kv2' || kind === 'kv' ? `${scope}${place.mount}/${place.rest}` : uri
}

function longestMount(scope: string, path: string, mounts: ReadonlyMap<string, string>): string | undefined {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (mounts.has(`${scope}${path.slice(0, end)}/`)) return path.slice(0, end)
  }
  return undefined
}
