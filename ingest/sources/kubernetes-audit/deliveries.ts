import type { DeliveryFact, Fact, SecretReference } from '#lib/facts.ts'
import { took, type AuditEvent } from './event.ts'
import { distinctReferences, remoteSecret, type RemoteSecret } from './remote-secret.ts'
import type { Body } from './schema.ts'
import { isName, kubernetesSecret } from './secret-reference.ts'

type Order = { kind: string; plural: string; controller: string }
const orders: Record<string, Order> = {
  externalsecrets: { kind: 'ExternalSecret', plural: 'externalsecrets', controller: 'external-secrets' },
  pushsecrets: { kind: 'PushSecret', plural: 'pushsecrets', controller: 'external-secrets' },
  secretproviderclasses: { kind: 'SecretProviderClass', plural: 'secretproviderclasses', controller: 'secrets-store-csi-driver' },
  vaultstaticsecrets: { kind: 'VaultStaticSecret', plural: 'vaultstaticsecrets', controller: 'vault-secrets-operator' },
  vaultdynamicsecrets: { kind: 'VaultDynamicSecret', plural: 'vaultdynamicsecrets', controller: 'vault-secrets-operator' },
}
const ownerKinds = new Map(Object.values(orders).filter((order) => order.kind !== 'PushSecret').map((order) => [order.kind, order]))
const deliveriesMax = 200

/**
 * The objects that order a copy. The record knows the remote key but seldom the store behind it (that is another object's business):
 * a key that is a full name (ARN, `projects/…`) names the secret; any other stands as
 * `kubernetes://<cluster>/<namespace>/<plural>/<name>/<key>`, the reference as logged, which no Secret's name can equal.
 */
export function deliveryFacts(event: AuditEvent): Fact[] {
  const { record, cluster, namespace } = event
  const order = orders[event.resource]
  const body = record.responseObject?.spec ? record.responseObject : record.requestObject
  const name = event.name || body?.metadata?.name
  const spec = body?.spec
  if (!took(event) || !order || !spec || !isName(namespace) || !isName(name)) return []
  const own = `${cluster}/${namespace}/${order.plural}/${name}`
  const refreshSeconds = durationSeconds(spec.refreshInterval ?? spec.refreshAfter)
  const common = { controller: order.controller, by: `${order.kind} ${namespace}/${name}`, ...(refreshSeconds ? { refreshSeconds } : {}) }
  const remotes = distinctReferences(remotesOf(order.kind, spec, own)).slice(0, deliveriesMax)
  return localCopies(order.kind, spec, name, own, `${cluster}/${namespace}`).flatMap((local) =>
    remotes.map(({ reference, version }): DeliveryFact => ({
      fact: 'delivery',
      ...(order.kind === 'PushSecret' ? { from: local, to: reference } : { from: reference, to: local }),
      ...common,
      ...(version ? { version } : {}),
    })),
  )
}

/** A Secret written with an owner that orders copies is such a copy, even when the order itself was never logged. */
export function ownedDeliveries(event: AuditEvent): DeliveryFact[] {
  const { record, cluster, namespace } = event
  if (!took(event) || !['create', 'update', 'patch'].includes(event.verb) || !isName(namespace)) return []
  const metadata = record.responseObject?.metadata?.ownerReferences ? record.responseObject.metadata : record.requestObject?.metadata
  const name = event.name || metadata?.name
  if (!isName(name)) return []
  return (metadata?.ownerReferences ?? []).slice(0, 5).flatMap((owner) => {
    const order = ownerKinds.get(owner.kind ?? '')
    if (!order || !isName(owner.name) || !/^(external-secrets\.io|secrets\.hashicorp\.com|secrets-store\.csi)/.test(owner.apiVersion ?? '')) return []
    return [{
      fact: 'delivery' as const,
      from: kubernetesSecret(`${cluster}/${namespace}/${order.plural}/${owner.name}`),
      to: kubernetesSecret(`${cluster}/${namespace}/${name}`),
      controller: order.controller,
      by: `${order.kind} ${namespace}/${owner.name}`,
    }]
  })
}

type Spec = NonNullable<Body['spec']>

function remotesOf(kind: string, spec: Spec, own: string): RemoteSecret[] {
  if (kind === 'SecretProviderClass') return providerRemotes(spec, own)
  if (kind.startsWith('Vault')) return spec.mount && spec.path ? [{ reference: kubernetesSecret(`${own}/${spec.mount}/${spec.path}`) }] : []
  const entries = [...(spec.data ?? []).map((entry) => entry.match?.remoteRef ?? entry.remoteRef), ...(spec.dataFrom ?? []).map((entry) => entry.extract)]
  return entries.flatMap((entry) => remoteSecret(entry?.remoteKey ?? entry?.key, entry?.version, own))
}

/** `objects` (AWS, Azure, Vault) and `secrets` (Google) are YAML in a string; only the lines that name are read. */
function providerRemotes(spec: Spec, own: string): RemoteSecret[] {
  const text = `${spec.parameters?.objects ?? ''}\n${spec.parameters?.secrets ?? ''}`.slice(0, 65_536)
  const names = [...text.matchAll(/^[\s-]*(?:objectName|resourceName|secretPath)\s*:\s*["']?([^"'\s#]+)/gm)].map((match) => match[1] ?? '')
  const vault = spec.provider === 'azure' ? spec.parameters?.keyvaultName : undefined
  return names.flatMap((name) => (vault && isName(vault.toLowerCase()) ? [{ reference: { store: 'azure-keyvault', uri: `azure-keyvault://${vault}/${name}`, form: 'exact' } as const }] : remoteSecret(name, undefined, own)))
}

/** A SecretProviderClass mounts without a Secret: the class itself is where the copy is found; `secretObjects` are Secrets it makes as well. */
function localCopies(kind: string, spec: Spec, name: string, own: string, namespace: string): SecretReference[] {
  if (kind === 'SecretProviderClass') {
    const made = (spec.secretObjects ?? []).flatMap((object) => (isName(object.secretName) ? [kubernetesSecret(`${namespace}/${object.secretName}`)] : []))
    return [kubernetesSecret(own), ...made.slice(0, 20)]
  }
  const local = kind === 'ExternalSecret' ? (spec.target?.name ?? name) : kind === 'PushSecret' ? spec.selector?.secret?.name : spec.destination?.name
  return isName(local) ? [kubernetesSecret(`${namespace}/${local}`)] : []
}

/** Go's duration: `1h30m`, `60m`, `30s`. */
function durationSeconds(text: string | null | undefined): number | undefined {
  if (!text || !/^(\d+(\.\d+)?(h|m|s|ms))+$/.test(text)) return undefined
  const seconds = { h: 3600, m: 60, s: 1, ms: 0.001 } as const
  return [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)].reduce((sum, [, amount, unit]) => sum + Number(amount) * seconds[unit as keyof typeof seconds], 0)
}
