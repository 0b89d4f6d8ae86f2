import { hourMs, minuteMs, secondMs } from '../calendar.ts'
import { clusters, homeRegion, project, type AccountName, type ClusterName } from '../organisation.ts'
import { decryptFile, listSecrets, touchSecret } from '../records/aws-secrets.ts'
import { logAwsCall, logServiceAssumesRole, roleSession } from '../records/cloudtrail.ts'
import { logGcpCall, serviceAccount } from '../records/gcp-audit.ts'
import { createPod, logKubernetesCall, serviceAccountCaller } from '../records/kubernetes-audit.ts'
import { hmac, logVaultLogin, logVaultRequest } from '../records/vault-audit.ts'
import type { Actor, Scene } from '../scene.ts'
import { awsSecrets } from '../secrets.ts'
import { createPodSessions, sdks } from './irsa-sessions.ts'

/** What every trail is full of: nothing about secrets, but proof that the trail runs. Mean number per hour. */
export const noisePerHour = { prod: 12, staging: 5, platform: 5, google: 6, vault: 3, kubernetes: 6 } as const

const calls = ['ec2 DescribeInstances', 'ec2 DescribeSecurityGroups', 'autoscaling DescribeAutoScalingGroups', 'elasticloadbalancing DescribeTargetHealth', 'logs DescribeLogGroups', 'monitoring DescribeAlarms', 'rds DescribeDBInstances', 's3 ListBuckets', 'eks DescribeCluster', 'ecr BatchGetImage', 'iam ListRoles']

export function backgroundActors(scene: Scene): Actor[] {
  const accountNames: AccountName[] = ['prod', 'staging', 'platform']
  return [
    ...accountNames.map((account) => amazonNoise({ ...scene, random: scene.random.stream(`noise ${account}`) }, account)),
    googleNoise({ ...scene, random: scene.random.stream('noise google') }),
    vaultNoise({ ...scene, random: scene.random.stream('noise vault') }),
    ...(Object.keys(clusters) as ClusterName[]).map((cluster) => clusterNoise({ ...scene, random: scene.random.stream(`noise ${cluster}`) }, cluster)),
    gitops({ ...scene, random: scene.random.stream('gitops') }),
  ]
}

function moments(scene: Scene, start: number, mean: number): number[] {
  return Array.from({ length: Math.max(1, scene.random.times(mean)) }, () => start + scene.random.int(0, hourMs - 1)).sort((one, other) => one - other)
}

/** The inventory walks through each account; once a day it looks at every secret's description. */
function amazonNoise(scene: Scene, account: AccountName): Actor {
  const role = { account, name: 'inventory-scanner', path: '/service/' } as const
  return {
    act(hour) {
      const session = roleSession(scene.random, { role, sessionName: `inventory-${Math.floor(hour.start / 1000)}`, at: hour.start, ip: '10.40.60.9', userAgent: sdks.python })
      logServiceAssumesRole(scene, homeRegion, session, 'lambda.amazonaws.com', 3600)
      for (const at of moments(scene, hour.start + secondMs, noisePerHour[account])) {
        const [service = '', event = ''] = scene.random.pick(calls).split(' ')
        logAwsCall(scene, at, session, { region: homeRegion, service, event, request: { maxResults: 100 } })
      }
      if (hour.hourOfDay !== 4) return
      listSecrets(scene, hour.start + 5 * minuteMs, session)
      awsSecrets
        .filter((secret) => secret.account === account)
        .forEach((secret, index) => touchSecret(scene, hour.start + 6 * minuteMs + index * secondMs, session, secret, 'DescribeSecret'))
    },
  }
}

function googleNoise(scene: Scene): Actor {
  const caller = serviceAccount('inventory', '10.50.4.7', 'google-api-go-client/0.5')
  const methods = [['compute.googleapis.com', 'v1.compute.instances.list'], ['storage.googleapis.com', 'storage.objects.get'], ['bigquery.googleapis.com', 'google.cloud.bigquery.v2.JobService.InsertJob']] as const
  return {
    act(hour) {
      for (const at of moments(scene, hour.start, noisePerHour.google)) {
        const [service, method] = scene.random.pick(methods)
        logGcpCall(scene, at, caller, { service, method, resource: `projects/${project.id}`, permission: method, log: 'data_access' })
      }
    },
  }
}

function vaultNoise(scene: Scene): Actor {
  return {
    act(hour) {
      const session = logVaultLogin(scene, hour.start + 40 * secondMs, { method: 'approle', role: 'monitoring', displayName: 'approle', metadata: { role_name: 'monitoring' }, ip: '10.40.9.44' })
      for (const at of moments(scene, hour.start + minuteMs, noisePerHour.vault)) {
        logVaultRequest(scene, at, session, { mount: 'auth/token/', path: 'lookup-self', operation: 'read', responseData: { id: hmac('self') }, uncounted: true })
      }
    },
  }
}

function clusterNoise(scene: Scene, cluster: ClusterName): Actor {
  const pod = createPod(scene.random, cluster, 'monitoring', 'kube-state-metrics')
  const caller = serviceAccountCaller(scene.random, cluster, 'monitoring', 'kube-state-metrics', 'kube-state-metrics/v2.16.0', pod)
  return {
    act(hour) {
      for (const at of moments(scene, hour.start, noisePerHour.kubernetes)) {
        const resource = scene.random.pick(['nodes', 'services', 'endpoints', 'persistentvolumes'])
        logKubernetesCall(scene, at, caller, { verb: 'list', reference: { resource }, uri: `/api/v1/${resource}?limit=500` })
      }
    },
  }
}

/** Flux opens the SOPS files of the clusters on its own interval. */
function gitops(scene: Scene): Actor {
  const pod = createPod(scene.random, 'kestrelway-prod-1', 'flux-system', 'kustomize-controller')
  const sessionOf = createPodSessions(scene, 'kestrelway-prod-1')
  const role = { account: 'prod', name: 'kestrelway-prod-1-flux', path: '/platform/' } as const
  return {
    act(hour) {
      for (const minute of [10, 30, 50]) {
        const at = hour.start + minute * minuteMs
        for (let file = 0; file < 3; file += 1) decryptFile(scene, at + file * 300, sessionOf(at, pod, 'kustomize-controller', role, 'go'))
      }
    },
  }
}
