import type { SecretReference } from '#lib/facts.ts'

const dnsName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/

/**
 * A Secret, or the scope that a request without a name (or with a name no Secret can have) reaches:
 * a namespace, or the cluster.
 */
export function secretTarget(cluster: string, namespace: string | null | undefined, name: string | null | undefined): { target: SecretReference; precision: 'exact' | 'candidate' } {
  if (!isName(namespace)) return { target: kubernetesSecret(`${cluster}/*`), precision: 'candidate' }
  return isName(name)
    ? { target: kubernetesSecret(`${cluster}/${namespace}/${name}`), precision: 'exact' }
    : { target: kubernetesSecret(`${cluster}/${namespace}/*`), precision: 'candidate' }
}

export function kubernetesSecret(path: string): SecretReference {
  return { store: 'kubernetes', uri: `kubernetes://${path}`, form: 'exact' }
}

export function isName(name: string | null | undefined): name is string {
  return typeof name === 'string' && dnsName.test(name)
}
