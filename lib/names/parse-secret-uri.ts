export type SecretPlace = { store: string; isScope: boolean; account: string; region: string; cluster: string; namespace: string; name: string }

const empty = { account: '', region: '', cluster: '', namespace: '', name: '' }

/** Takes a canonical secret name (or scope, ending in `/*`) apart. Total: what it does not know becomes the name. */
export function parseSecretUri(uri: string): SecretPlace {
  const at = uri.indexOf('://')
  const store = at < 0 ? '' : uri.slice(0, at)
  const rest = at < 0 ? uri : uri.slice(at + 3)
  const isScope = rest.endsWith('/*')
  const [first = '', second = '', ...more] = rest.split('/')
  const tail = more.join('/')
  switch (store) {
    case 'aws-secretsmanager':
    case 'aws-ssm':
    case 'aws-kms':
      return { ...empty, store, isScope, account: first, region: second, name: tail }
    case 'gcp-secretmanager': {
      const regional = /^locations\/([^/]+)\/(.*)$/s.exec([second, ...more].join('/'))
      return { ...empty, store, isScope, account: first, region: regional?.[1] ?? '', name: regional?.[2] ?? [second, ...more].join('/') }
    }
    case 'gcp-kms':
      return { ...empty, store, isScope, account: first, region: second, name: tail }
    case 'kubernetes':
      return { ...empty, store, isScope, cluster: first, namespace: more.length === 0 && isScope ? '' : second, name: more.length === 0 ? second : tail }
    case 'vault':
      return { ...empty, store, isScope, cluster: first, name: [second, ...more].join('/') }
    default:
      return { ...empty, store, isScope, account: first, name: [second, ...more].filter((part) => part !== '').join('/') }
  }
}
