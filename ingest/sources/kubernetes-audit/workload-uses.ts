import type { Fact, UseFact } from '#lib/facts.ts'
import { took, type AuditEvent } from './event.ts'
import type { Body, PodSpec } from './schema.ts'
import { isName, kubernetesSecret } from './secret-reference.ts'

type Use = { how: UseFact['how']; path: string }
const usesMax = 200

const kinds: Record<string, string> = {
  pods: 'Pod', deployments: 'Deployment', statefulsets: 'StatefulSet', daemonsets: 'DaemonSet', replicasets: 'ReplicaSet', jobs: 'Job', cronjobs: 'CronJob',
  replicationcontrollers: 'ReplicationController',
}

/**
 * Pods and what makes them, at level Request and up: which Secrets they refer to. Every workload is also joined to its service account
 * (and node), with the namespace as scope: what that account reads, this workload may be behind.
 */
export function workloadFacts(event: AuditEvent): Fact[] {
  const { record, cluster, namespace } = event
  // The answer is the whole object after defaults and admission; the request may be a patch.
  const body = podSpecOf(record.responseObject) ? record.responseObject : record.requestObject
  const spec = podSpecOf(body)
  if (!took(event) || !spec || !isName(namespace)) return []
  const workload = workloadUri(event, body)
  if (!workload) return []
  const common = {
    ...(spec.nodeName ? { node: spec.nodeName } : {}),
    ...(isName(spec.serviceAccountName) ? { serviceAccount: spec.serviceAccountName } : {}),
  }
  const named = secretsOf(spec).filter((use) => isName(use.path.split('/').at(-1)))
  const uses = distinct([...named, ...injectedPaths(body)]).slice(0, usesMax)
  const account = Object.keys(common).length > 0 ? [{ how: 'serviceAccount', path: '*' } satisfies Use] : []
  return [...uses, ...account].map((use) => ({ fact: 'use', workload, target: kubernetesSecret(`${cluster}/${namespace}/${use.path}`), how: use.how, ...common }))
}

/** `pods/<name>/binding`: the scheduler's choice of node, for a pod whose name tells its workload. */
export function bindingFacts(event: AuditEvent): Fact[] {
  const { record, cluster, namespace, name } = event
  const target = record.requestObject?.target
  if (!took(event) || !isName(namespace) || !isName(name) || !target?.name || (target.kind && target.kind !== 'Node')) return []
  return [{
    fact: 'use', workload: `workload:${cluster}/${namespace}/${workloadOfPodName(name)}`, target: kubernetesSecret(`${cluster}/${namespace}/*`), how: 'serviceAccount', node: target.name,
  }]
}

function podSpecOf(body: Body | undefined): PodSpec {
  const spec = body?.spec
  return spec?.jobTemplate?.spec?.template?.spec ?? spec?.template?.spec ?? (spec?.containers || spec?.ephemeralContainers ? spec : undefined)
}

/** Which Vault an injected path is in, the pod does not say: the path stands as logged. */
function injectedPaths(body: Body | undefined): Use[] {
  const template = body?.spec?.jobTemplate?.spec?.template ?? body?.spec?.template
  const paths = (template ? template.metadata : body?.metadata)?.annotations?.injectedPaths ?? []
  return paths.flatMap((path) => uses('injector', path.replace(/^\/+/, ''), 'vault-agent-injector/'))
}

/** A ReplicaSet's and a CronJob's Job's names are made, by a hash or a minute: the stable name is the one people know. */
function workloadUri(event: AuditEvent, body: Body | undefined): string | undefined {
  const prefix = `workload:${event.cluster}/${event.namespace}`
  const metadata = body?.metadata
  const owner = metadata?.ownerReferences?.find((reference) => isName(reference.name) && reference.kind && reference.kind !== 'Node')
  if (owner?.kind && owner.name) return `${prefix}/${stableName(owner.kind, owner.name, metadata?.labels?.['pod-template-hash'])}`
  const name = event.name || metadata?.name || metadata?.generateName?.replace(/[-.]+$/, '')
  if (!isName(name)) return undefined
  const kind = kinds[event.resource] ?? 'Pod'
  return `${prefix}/${kind === 'Pod' ? `Pod/${name}` : stableName(kind, name, metadata?.labels?.['pod-template-hash'])}`
}

function stableName(kind: string, name: string, hash: string | null | undefined): string {
  // The label is put on by the Deployment controller alone; before 1.11 its value was not the one in the name.
  const made = /^(.+)-[a-z0-9]+$/.exec(name)
  if (kind === 'ReplicaSet' && hash && made) return `Deployment/${made[1]}`
  if (kind === 'Job' && /-\d{8}$/.test(name)) return `CronJob/${name.slice(0, -9)}`
  return `${kind}/${name}`
}

/** `<deployment>-<template hash>-<five characters>`, `<cronjob>-<minute>-<five characters>`, `<statefulset>-<ordinal>`; other pods keep their own name. */
function workloadOfPodName(name: string): string {
  const parts = /^(.+)-([a-z0-9]{8,10})-[a-z0-9]{5}$/.exec(name)
  if (parts && /^\d{8}$/.test(parts[2] ?? '')) return `CronJob/${parts[1]}`
  if (parts && /\d/.test(parts[2] ?? '')) return `Deployment/${parts[1]}`
  const ordinal = /^(.+)-\d{1,4}$/.exec(name)
  return ordinal ? `StatefulSet/${ordinal[1]}` : `Pod/${name}`
}

function secretsOf(spec: NonNullable<PodSpec>): Use[] {
  const containers = [...(spec.containers ?? []), ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])]
  return [
    ...(spec.volumes ?? []).flatMap((volume) => [
      ...uses('volume', volume.secret?.secretName),
      ...(volume.projected?.sources ?? []).flatMap((source) => uses('projected', source.secret?.name)),
      ...uses('csi', volume.csi?.nodePublishSecretRef?.name),
      // The class stands for what it mounts: its own record says from where (`deliveries.ts`).
      ...uses('csi', volume.csi?.volumeAttributes?.secretProviderClass, 'secretproviderclasses/'),
    ]),
    ...containers.flatMap((container) => [
      ...(container.env ?? []).flatMap((variable) => uses('env', variable.valueFrom?.secretKeyRef?.name)),
      ...(container.envFrom ?? []).flatMap((source) => uses('envFrom', source.secretRef?.name)),
    ]),
    ...(spec.imagePullSecrets ?? []).flatMap((secret) => uses('imagePullSecret', secret.name)),
  ]
}

function uses(how: Use['how'], name: string | null | undefined, folder = ''): Use[] {
  return name ? [{ how, path: `${folder}${name}` }] : []
}

function distinct(found: Use[]): Use[] {
  return [...new Map(found.map((use) => [`${use.how} ${use.path}`, use])).values()]
}
