import { hourMs, minuteMs, type Hour } from '../calendar.ts'
import { clusters } from '../organisation.ts'
import { readParameter, readSecret } from '../records/aws-secrets.ts'
import type { Role, RoleSession } from '../records/cloudtrail.ts'
import type { Pod } from '../records/kubernetes-audit.ts'
import { issueCredential, logVaultLogin, readVault, renewLease, type VaultSession } from '../records/vault-audit.ts'
import type { Actor, Scene } from '../scene.ts'
import { awsParameter, awsSecret, vaultSecret } from '../secrets.ts'
import { workloads, type Habit, type Workload } from '../workloads.ts'
import { createPodSessions, sdks, type Sdk } from './irsa-sessions.ts'
import { createPodSet, keepMounts } from './pods.ts'

/** Everything that runs in the clusters and reads with its own identity. */
export function workloadActors(scene: Scene): Actor[] {
  return workloads.map((workload) => workloadActor({ ...scene, random: scene.random.stream(`workload ${workload.cluster} ${workload.namespace} ${workload.name}`) }, workload))
}

function workloadActor(scene: Scene, workload: Workload): Actor {
  const pods = createPodSet(scene, workload)
  const readAws = awsReader(scene, workload)
  const readOwnVault = vaultReader(scene, workload)
  return {
    act(hour) {
      const running = pods.during(hour)
      keepMounts(scene, hour, workload, running)
      for (const pod of running) {
        for (const { at, secret } of agenda(scene, hour, workload, workload.aws)) readAws(at, pod, secret)
        for (const { at, secret } of agenda(scene, hour, workload, workload.vault)) readOwnVault(at, pod, secret)
      }
    },
  }
}

/** When in this hour which secret is read, in order: services as busy as the hour is, a job once, shortly after its start. */
export function agenda(scene: Scene, hour: Hour, workload: Pick<Workload, 'cadence'>, habits: readonly Habit[]): { at: number; secret: string }[] {
  const isJob = workload.cadence.kind === 'job'
  const planned = habits.flatMap(({ secret, perHour }) =>
    Array.from({ length: isJob ? 1 : scene.random.times(perHour * hour.rhythm) }, () => ({
      at: hour.start + (isJob ? 2 * minuteMs + scene.random.int(0, 20_000) : scene.random.int(0, hourMs - 1)),
      secret,
    })),
  )
  return planned.sort((one, other) => one.at - other.at)
}

type Read = (at: number, pod: Pod, secret: string) => void

function awsReader(scene: Scene, workload: Workload): Read {
  const sessionOf = createPodSessions(scene, workload.cluster)
  const role: Role = { account: clusters[workload.cluster].account, name: `${workload.namespace}-${workload.name}`, path: '/workloads/' }
  const sdk = scene.random.stream('sdk').pick(Object.keys(sdks) as Sdk[])
  return (at, pod, secret) => readAwsSecret(scene, at, sessionOf(at, pod, workload.name, role, sdk), secret)
}

/** A parameter or a secret, by its key. */
export function readAwsSecret(scene: Scene, at: number, session: RoleSession, secret: string): void {
  if (secret.startsWith('/')) readParameter(scene, at, session, awsParameter(secret))
  else readSecret(scene, at, session, awsSecret(secret), { byName: true })
}

const loginMs = 4 * hourMs

function vaultReader(scene: Scene, workload: Workload): Read {
  const open = new Map<string, { session: VaultSession; lease?: string }>()
  return (at, pod, secret) => {
    const known = open.get(pod.name)
    const held = known && at >= known.session.issuedAt && at < known.session.issuedAt + loginMs ? known : { session: login(scene, at - 200, workload, pod) }
    open.set(pod.name, held)
    const { engine, mount, path } = vaultSecret(secret)
    if (engine !== 'database') return readVault(scene, at, held.session, mount === 'legacy' ? 'legacy' : 'secret', path)
    if (held.lease) renewLease(scene, at, held.session, held.lease)
    else held.lease = issueCredential(scene, at, held.session, path)
  }
}

function login(scene: Scene, at: number, workload: Workload, pod: Pod): VaultSession {
  const account = scene.random.fixed(`service account ${workload.cluster} ${workload.namespace} ${workload.name}`).uuid()
  return logVaultLogin(scene, at, {
    method: 'kubernetes',
    role: workload.name,
    displayName: `kubernetes-${workload.namespace}-${workload.name}`,
    metadata: { role: workload.name, service_account_name: workload.name, service_account_namespace: workload.namespace, service_account_secret_name: '', service_account_uid: account },
    ip: pod.ip,
  })
}
