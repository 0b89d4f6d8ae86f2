import { clusters, company, type ClusterName } from '../organisation.ts'
import type { Random } from '../random.ts'
import type { Scene } from '../scene.ts'

export type KubernetesCaller = {
  cluster: ClusterName
  user: Record<string, unknown>
  ip: string
  userAgent: string
}

export type Pod = { name: string; uid: string; node: string; namespace: string; ip: string }

const kubernetesVersion = 'v1.33.4'

export function hostOf(cluster: ClusterName, node: string): string {
  return `${node}.${clusters[cluster].account}.internal`
}

export function createPod(random: Random, cluster: ClusterName, namespace: string, owner: string): Pod {
  const { nodes, network } = clusters[cluster]
  const name = `${owner}-${random.key(5).toLowerCase()}`
  return { name, uid: random.uuid(), node: random.pick(nodes), namespace, ip: `${network}.${random.int(100, 180)}.${random.int(2, 250)}` }
}

/** A pod's bound token: the pod is named beside the service account. */
export function serviceAccountCaller(random: Random, cluster: ClusterName, namespace: string, name: string, userAgent: string, pod?: Pod): KubernetesCaller {
  const own = random.fixed(`service account ${cluster} ${namespace} ${name}`)
  const extra = {
    'authentication.kubernetes.io/credential-id': [`JTI=${pod ? random.fixed(`token ${pod.uid}`).uuid() : own.uuid()}`],
    ...(pod && {
      'authentication.kubernetes.io/node-name': [hostOf(cluster, pod.node)],
      'authentication.kubernetes.io/pod-name': [pod.name],
      'authentication.kubernetes.io/pod-uid': [pod.uid],
    }),
  }
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated']
  return {
    cluster,
    user: { username: `system:serviceaccount:${namespace}:${name}`, uid: own.uuid(), groups, extra },
    ip: pod?.ip ?? `${clusters[cluster].network}.0.2`,
    userAgent,
  }
}

export function kubelet(random: Random, cluster: ClusterName, node: string): KubernetesCaller {
  const credential = `X509SHA256=${random.fixed(`certificate ${cluster} ${node}`).hex(64)}`
  return {
    cluster,
    user: { username: `system:node:${hostOf(cluster, node)}`, groups: ['system:nodes', 'system:authenticated'], extra: { 'authentication.kubernetes.io/credential-id': [credential] } },
    ip: node.slice('ip-'.length).replaceAll('-', '.'),
    userAgent: `kubelet/${kubernetesVersion} (linux/amd64) kubernetes/7e2c5d1`,
  }
}

export function scheduler(cluster: ClusterName): KubernetesCaller {
  return {
    cluster,
    user: { username: 'system:kube-scheduler', groups: ['system:authenticated'] },
    ip: `${clusters[cluster].network}.0.2`,
    userAgent: `kube-scheduler/${kubernetesVersion} (linux/amd64) kubernetes/7e2c5d1/scheduler`,
  }
}

export function kubectlUser(cluster: ClusterName, login: string, ip: string): KubernetesCaller {
  return {
    cluster,
    user: { username: `${login}@${company.domain}`, groups: ['engineers', 'system:authenticated'] },
    ip,
    userAgent: 'kubectl/v1.33.3 (darwin/arm64) kubernetes/80779bd',
  }
}

type Reference = { resource: string; namespace?: string; name?: string; apiGroup?: string; apiVersion?: string; subresource?: string; resourceVersion?: string }

export type KubernetesCall = {
  verb: string
  reference: Reference
  uri: string
  code?: number
  reason?: string
  requestObject?: object
  responseObject?: object
  stage?: 'ResponseComplete' | 'ResponseStarted'
  auditId?: string
  /** How long the answer took. */
  tookMs?: number
}

export function microTime(random: Random, at: number): string {
  return `${new Date(at).toISOString().slice(0, 23)}${random.digits(3)}Z`
}

export function logKubernetesCall(scene: Scene, at: number, caller: KubernetesCaller, call: KubernetesCall): void {
  const { random } = scene
  const code = call.code ?? 200
  const received = microTime(random, at)
  const answered = at + (call.tookMs ?? random.int(1, 14))
  const { apiVersion = 'v1', ...reference } = call.reference
  scene.logs.kubernetes(caller.cluster, answered, {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: call.responseObject ? 'RequestResponse' : call.requestObject ? 'Request' : 'Metadata',
    auditID: call.auditId ?? random.uuid(),
    stage: call.stage ?? 'ResponseComplete',
    requestURI: call.uri,
    verb: call.verb,
    user: caller.user,
    sourceIPs: [caller.ip],
    userAgent: caller.userAgent,
    objectRef: { ...reference, apiVersion },
    responseStatus: code < 300 ? { metadata: {}, code } : { metadata: {}, status: 'Failure', reason: call.reason ?? 'Forbidden', code },
    ...(call.requestObject && { requestObject: call.requestObject }),
    ...(call.responseObject && { responseObject: call.responseObject }),
    requestReceivedTimestamp: received,
    stageTimestamp: microTime(random, answered),
    annotations: {
      'authorization.k8s.io/decision': code === 403 ? 'forbid' : 'allow',
      'authorization.k8s.io/reason': code === 403 ? '' : 'RBAC: allowed by ClusterRoleBinding',
    },
  })
}

function secretsPath(namespace?: string): string {
  return namespace ? `/api/v1/namespaces/${namespace}/secrets` : '/api/v1/secrets'
}

export function getSecret(scene: Scene, at: number, caller: KubernetesCaller, namespace: string, name: string, code = 200): void {
  logKubernetesCall(scene, at, caller, { verb: 'get', reference: { resource: 'secrets', namespace, name }, uri: `${secretsPath(namespace)}/${name}`, code })
  scene.logs.count(at)
}

export function updateSecret(scene: Scene, at: number, caller: KubernetesCaller, namespace: string, name: string, replaced: string): void {
  logKubernetesCall(scene, at, caller, {
    verb: 'update',
    reference: { resource: 'secrets', namespace, name, resourceVersion: replaced },
    uri: `${secretsPath(namespace)}/${name}`,
  })
  scene.logs.count(at)
}

/** All Secrets of a namespace, or of the cluster. */
export function listAllSecrets(scene: Scene, at: number, caller: KubernetesCaller, namespace?: string, code = 200): void {
  logKubernetesCall(scene, at, caller, { verb: 'list', reference: { resource: 'secrets', ...(namespace && { namespace }) }, uri: `${secretsPath(namespace)}?limit=500`, code, tookMs: 80 })
  scene.logs.count(at)
}

/** How a kubelet begins: a list of one name, then a watch of it. */
export function listOneSecret(scene: Scene, at: number, caller: KubernetesCaller, namespace: string, name: string): void {
  const uri = `${secretsPath(namespace)}?fieldSelector=metadata.name%3D${name}&limit=500&resourceVersion=0`
  logKubernetesCall(scene, at, caller, { verb: 'list', reference: { resource: 'secrets', namespace, name }, uri })
  scene.logs.count(at)
}

/** Two stages of one request: it opens, and minutes later it ends. */
export function watchOneSecret(scene: Scene, at: number, caller: KubernetesCaller, namespace: string, name: string): void {
  const seconds = scene.random.int(310, 590)
  const query = `allowWatchBookmarks=true&fieldSelector=metadata.name%3D${name}&resourceVersion=${scene.random.int(200_000, 900_000)}&timeoutSeconds=${seconds}&watch=true`
  const call = { verb: 'watch', reference: { resource: 'secrets', namespace, name }, uri: `${secretsPath(namespace)}?${query}`, auditId: scene.random.uuid() }
  logKubernetesCall(scene, at, caller, { ...call, stage: 'ResponseStarted', tookMs: 2 })
  logKubernetesCall(scene, at, caller, { ...call, tookMs: seconds * 1000 })
  scene.logs.count(at)
}

export type PodOrder = { pod: Pod; owner: string; ownerKind: 'ReplicaSet' | 'Job' | 'DaemonSet'; app: string; serviceAccount: string; secrets: readonly string[] }

/** The pod's own description, at level Request, then which node it was given to. */
export function startPod(scene: Scene, at: number, cluster: ClusterName, order: PodOrder): void {
  const { pod } = order
  const controllers = { ReplicaSet: 'replicaset-controller', Job: 'job-controller', DaemonSet: 'daemon-set-controller' }
  const controller = serviceAccountCaller(scene.random, cluster, 'kube-system', controllers[order.ownerKind], `kube-controller-manager/${kubernetesVersion} (linux/amd64) kubernetes/7e2c5d1`)
  const path = `/api/v1/namespaces/${pod.namespace}/pods`
  const body = podBody(order)
  logKubernetesCall(scene, at, controller, {
    verb: 'create',
    reference: { resource: 'pods', namespace: pod.namespace, name: pod.name },
    uri: path,
    code: 201,
    requestObject: body,
  })
  logKubernetesCall(scene, at + 30, scheduler(cluster), {
    verb: 'create',
    reference: { resource: 'pods', namespace: pod.namespace, name: pod.name, subresource: 'binding' },
    uri: `${path}/${pod.name}/binding`,
    code: 201,
    requestObject: { kind: 'Binding', apiVersion: 'v1', metadata: { name: pod.name, namespace: pod.namespace, uid: pod.uid }, target: { kind: 'Node', name: hostOf(cluster, pod.node) } },
  })
}

function podBody(order: PodOrder): object {
  const { pod, secrets } = order
  const apiVersion = order.ownerKind === 'Job' ? 'batch/v1' : 'apps/v1'
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name: pod.name,
      namespace: pod.namespace,
      labels: { app: order.app },
      ownerReferences: [{ apiVersion, kind: order.ownerKind, name: order.owner, uid: `${pod.uid.slice(0, 24)}000000000001`, controller: true, blockOwnerDeletion: true }],
    },
    spec: {
      serviceAccountName: order.serviceAccount,
      volumes: secrets.slice(1).map((name) => ({ name: `${name}-files`, secret: { secretName: name } })),
      containers: [
        {
          name: 'app',
          image: `registry.${company.domain}/${pod.namespace}/${order.app}:1`,
          ...(secrets.length > 0 && { envFrom: [{ secretRef: { name: secrets[0] } }] }),
        },
      ],
    },
  }
}
