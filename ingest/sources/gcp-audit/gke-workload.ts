import type { UseFact } from '#lib/facts.ts'
import type { Call, Finding } from './call.ts'
import { kubernetesSecret, type ClusterObject } from './gke-object.ts'
import type { AuditLog } from './schema.ts'

type Spec = NonNullable<NonNullable<AuditLog['request']>['spec']>
type Pod = Omit<Spec, 'template' | 'jobTemplate'> | NonNullable<NonNullable<Spec['template']>['spec']>

const kinds = new Map(Object.entries<string>({
  deployments: 'Deployment', statefulsets: 'StatefulSet', daemonsets: 'DaemonSet', replicasets: 'ReplicaSet', jobs: 'Job', cronjobs: 'CronJob', pods: 'Pod',
}))

/** The Secrets that a pod, or the template in a workload, refers to. */
export function podUses(call: Call, object: ClusterObject): Finding {
  const kind = kinds.get(object.resource)
  const { namespace, name } = object
  const spec = call.audit.request?.spec
  if (!kind || object.subresource || !['', 'apps', 'batch'].includes(object.group) || !spec || !namespace || !name) return 'irrelevant'
  const pod: Pod | undefined = kind === 'Pod' ? spec : kind === 'CronJob' ? spec.jobTemplate?.spec?.template?.spec : spec.template?.spec
  if (!pod) return 'irrelevant'
  const workload = `workload:${object.cluster}/${namespace}/${owner(call, kind, name)}`
  const { nodeName: node, serviceAccountName: serviceAccount } = pod
  // The account's own reads may be for this workload: the namespace is the scope of that.
  const account: Reference[] = node || serviceAccount ? [{ secret: '*', how: 'serviceAccount' }] : []
  const prefix = `${object.cluster}/${namespace}`
  const uses = [...references(pod), ...account].map(({ secret, how }): UseFact => ({ fact: 'use', workload, target: kubernetesSecret(`${prefix}/${secret}`), how, node, serviceAccount }))
  return [...new Map(uses.map((use) => [`${use.target.uri} ${use.how}`, use])).values()]
}

/** `pods/<name>/binding`: the scheduler's choice of node, for a pod whose name tells its workload. */
export function boundPod(call: Call, { cluster, namespace, name }: ClusterObject): Finding {
  const node = call.audit.request?.target
  if (!node?.name || (node.kind && node.kind !== 'Node') || !namespace || !name) return 'irrelevant'
  const workload = `workload:${cluster}/${namespace}/${workloadOfPodName(name)}`
  return [{ fact: 'use', workload, target: kubernetesSecret(`${cluster}/${namespace}/*`), how: 'serviceAccount', node: node.name }]
}

/** `<deployment>-<template hash>-<five characters>`, `<cronjob>-<minute>-<five characters>`, `<statefulset>-<ordinal>`; other pods keep their own name. */
function workloadOfPodName(name: string): string {
  const parts = /^(.+)-([a-z0-9]{8,10})-[a-z0-9]{5}$/.exec(name)
  if (parts && /^\d{8}$/.test(parts[2] ?? '')) return `CronJob/${parts[1]}`
  if (parts && /\d/.test(parts[2] ?? '')) return `Deployment/${parts[1]}`
  const ordinal = /^(.+)-\d{1,4}$/.exec(name)
  return ordinal ? `StatefulSet/${ordinal[1]}` : `Pod/${name}`
}

/** A pod belongs to what made it; a Deployment makes its pods through a ReplicaSet named `<deployment>-<hash>`. */
function owner(call: Call, kind: string, name: string): string {
  const owners = call.audit.request?.metadata?.ownerReferences ?? []
  const controller = owners.find((candidate) => candidate.controller) ?? owners[0]
  if (!controller?.kind || !controller.name) return `${kind}/${name}`
  if (controller.kind === 'ReplicaSet') return `Deployment/${controller.name.replace(/-[a-z0-9]+$/, '')}`
  return controller.kind === 'Job' && /-\d{8}$/.test(controller.name) ? `CronJob/${controller.name.slice(0, -9)}` : `${controller.kind}/${controller.name}`
}

type Reference = { secret: string; how: UseFact['how'] }

function references(pod: Pod): Reference[] {
  const found = (how: UseFact['how'], names: (string | undefined)[]): Reference[] => names.flatMap((secret) => (secret ? [{ secret, how }] : []))
  const containers = [...pod.containers, ...pod.initContainers]
  return [
    ...found('volume', pod.volumes.map((volume) => volume.secret?.secretName)),
    ...found('projected', pod.volumes.flatMap((volume) => (volume.projected?.sources ?? []).map((source) => source.secret?.name))),
    ...found('env', containers.flatMap((container) => container.env.map((variable) => variable.valueFrom?.secretKeyRef?.name))),
    ...found('envFrom', containers.flatMap((container) => container.envFrom.map((source) => source.secretRef?.name))),
    ...found('imagePullSecret', pod.imagePullSecrets.map((secret) => secret.name)),
  ]
}
