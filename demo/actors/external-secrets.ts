import { minuteMs, secondMs, type Hour } from '../calendar.ts'
import { accounts, clusters, homeRegion, type ClusterName } from '../organisation.ts'
import { readSecret, secretArn } from '../records/aws-secrets.ts'
import { createPod, getSecret, logKubernetesCall, serviceAccountCaller, updateSecret, type KubernetesCaller } from '../records/kubernetes-audit.ts'
import { logVaultLogin, readVault, type VaultSession } from '../records/vault-audit.ts'
import type { Actor, Scene } from '../scene.ts'
import { awsSecret, copiedSecrets, vaultSecret, type CopiedSecret } from '../secrets.ts'
import { createPodSessions } from './irsa-sessions.ts'

const userAgent = 'external-secrets/v0.19.2 (linux/amd64) kubernetes/$Format'

/** External Secrets Operator: reads at the source on its interval and keeps the copy in the cluster up to date. */
export function externalSecretsActors(scene: Scene): Actor[] {
  return (Object.keys(clusters) as ClusterName[]).map((cluster) => controllerActor({ ...scene, random: scene.random.stream(`external secrets ${cluster}`) }, cluster))
}

function controllerActor(scene: Scene, cluster: ClusterName): Actor {
  const { random } = scene
  const pod = createPod(random, cluster, 'external-secrets', `external-secrets-${random.key(9).toLowerCase()}`)
  const caller = serviceAccountCaller(random, cluster, 'external-secrets', 'external-secrets', userAgent, pod)
  const sessionOf = createPodSessions(scene, cluster)
  const copies = copiedSecrets.filter((copy) => copy.cluster === cluster)
  const delivered = new Map<string, string>()
  let vault: VaultSession | undefined
  const readSource = (at: number, copy: CopiedSecret) => {
    if (copy.from.startsWith('vault:')) {
      if (!vault || at > vault.issuedAt + 240 * minuteMs) vault = operatorLogin(scene, at - 300, cluster, pod.ip)
      return readVault(scene, at, vault, 'secret', vaultSecret(copy.from).path)
    }
    const role = { account: clusters[cluster].account, name: `${cluster}-external-secrets`, path: '/platform/' }
    readSecret(scene, at, sessionOf(at, pod, 'external-secrets', role, 'go'), awsSecret(copy.from))
  }
  return {
    act(hour) {
      if (hour.start <= scene.period.start) for (const copy of copies) order(scene, hour.start + random.int(5, 50) * secondMs, cluster, copy)
      for (const { at, copy } of refreshes(scene, hour, copies)) {
        readSource(at, copy)
        const version = scene.versions.at(copy.from, at)
        getSecret(scene, at + 400, caller, copy.namespace, copy.name)
        if (delivered.has(copy.key) && delivered.get(copy.key) !== version) deliver(scene, at + 600, caller, copy)
        delivered.set(copy.key, version)
      }
    },
  }
}

function refreshes(scene: Scene, hour: Hour, copies: readonly CopiedSecret[]): { at: number; copy: CopiedSecret }[] {
  return copies
    .flatMap((copy, index) =>
      Array.from({ length: 60 / copy.refreshMinutes }, (_, turn) => ({
        at: hour.start + (turn * copy.refreshMinutes + ((index * 7) % copy.refreshMinutes)) * minuteMs + scene.random.int(0, 3000),
        copy,
      })),
    )
    .sort((one, other) => one.at - other.at)
}

function deliver(scene: Scene, at: number, caller: KubernetesCaller, copy: CopiedSecret): void {
  updateSecret(scene, at, caller, copy.namespace, copy.name, String(scene.random.int(200_000, 900_000)))
}

/** Argo CD applies the ExternalSecret: the object that says what is copied where. */
function order(scene: Scene, at: number, cluster: ClusterName, copy: CopiedSecret): void {
  const argo = serviceAccountCaller(scene.random, cluster, 'argocd', 'argocd-application-controller', 'argocd-application-controller/v3.1.5 (linux/amd64)')
  const fromVault = copy.from.startsWith('vault:')
  const key = fromVault ? vaultSecret(copy.from).path : secretArn(awsSecret(copy.from))
  logKubernetesCall(scene, at, argo, {
    verb: 'patch',
    reference: { resource: 'externalsecrets', namespace: copy.namespace, name: copy.name, apiGroup: 'external-secrets.io', apiVersion: 'v1' },
    uri: `/apis/external-secrets.io/v1/namespaces/${copy.namespace}/externalsecrets/${copy.name}?fieldManager=argocd-controller&force=true`,
    requestObject: {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: copy.name, namespace: copy.namespace },
      spec: {
        refreshInterval: `${copy.refreshMinutes}m`,
        secretStoreRef: { kind: 'ClusterSecretStore', name: fromVault ? 'vault' : `aws-${accounts[clusters[cluster].account]}-${homeRegion}` },
        target: { name: copy.name, creationPolicy: 'Owner' },
        data: [{ secretKey: 'password', remoteRef: { key, property: 'password' } }],
      },
    },
  })
}

function operatorLogin(scene: Scene, at: number, cluster: ClusterName, ip: string): VaultSession {
  const uid = scene.random.fixed(`service account ${cluster} external-secrets external-secrets`).uuid()
  return logVaultLogin(scene, at, {
    method: 'kubernetes',
    role: 'external-secrets',
    displayName: `kubernetes-external-secrets-${cluster}`,
    metadata: { role: 'external-secrets', service_account_name: 'external-secrets', service_account_namespace: 'external-secrets', service_account_secret_name: '', service_account_uid: uid },
    ip,
  })
}
