import type { DeliveryFact, SecretReference } from '#lib/facts.ts'
import type { Call, Finding } from './call.ts'
import { kubernetesSecret, type ClusterObject } from './gke-object.ts'

/**
 * An ExternalSecret copies what its `remoteRef`s name. Which store that is stands in another object (the SecretStore): a key that is a
 * whole Secret Manager name proves where it comes from, any other stands under the object's own name, as logged.
 */
export function externalSecret(call: Call, { cluster, namespace, name }: ClusterObject): Finding {
  const spec = call.audit.request?.spec
  if (!spec || !namespace || !name) return 'irrelevant'
  const to = kubernetesSecret(`${cluster}/${namespace}/${spec.target?.name ?? name}`)
  const refreshSeconds = seconds(spec.refreshInterval)
  const references = [...spec.data.map((item) => item.remoteRef), ...spec.dataFrom.map((item) => item.extract)]
  const deliveries = references.flatMap((reference): DeliveryFact[] => {
    if (!reference?.key) return []
    const google = googleName.exec(reference.key)
    const version = reference.version ?? (google?.[4] === 'latest' ? undefined : google?.[4])
    const from = google ? googleSecret(google) : kubernetesSecret(`${cluster}/${namespace}/externalsecrets/${name}/${reference.key}`)
    return [{ fact: 'delivery', from, to, controller: 'external-secrets', by: `ExternalSecret ${namespace}/${name}`, refreshSeconds, version }]
  })
  return [...new Map(deliveries.map((delivery) => [`${delivery.from.uri} ${delivery.version ?? ''}`, delivery])).values()]
}

const googleName = /^projects\/([^/]+)\/(?:locations\/([^/]+)\/)?secrets\/([^/]+)(?:\/versions\/([^/]+))?$/

function googleSecret([, project = '', location, name = '']: RegExpExecArray): SecretReference {
  return { store: 'gcp-secretmanager', uri: `gcp-secretmanager://${project}/${location ? `locations/${location}/` : ''}${name}`, form: /^\d+$/.test(project) ? 'gcp-number' : 'exact' }
}

/** Go's durations: `1h`, `1h30m`, `15s`. */
function seconds(duration: string | undefined): number | undefined {
  const match = duration ? /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(duration) : null
  return match?.[0] ? Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0) : undefined
}
