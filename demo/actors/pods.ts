import { dayMs, hourMs, minuteMs, secondMs, type Hour } from '../calendar.ts'
import { createPod, getSecret, kubelet, listOneSecret, startPod, watchOneSecret, type Pod } from '../records/kubernetes-audit.ts'
import type { Scene } from '../scene.ts'
import { neverRestarted } from '../story.ts'
import type { Workload } from '../workloads.ts'

/** The pods of one workload: which run at an hour, and what their starts leave in the cluster's log. */
export type PodSet = {
  /** Pods that run in this hour; starts new ones when the workload is rolled out or its job is due. */
  during(hour: Hour): readonly Pod[]
}

export function createPodSet(scene: Scene, workload: Workload): PodSet {
  const random = scene.random.stream(`pods of ${workload.cluster} ${workload.namespace} ${workload.name}`)
  const own = { ...scene, random }
  let pods: Pod[] = []
  const restart = (at: number) => {
    const owner = ownerOf(workload, random.key(9).toLowerCase())
    pods = Array.from({ length: workload.replicas }, (_, index) => {
      const pod = createPod(random, workload.cluster, workload.namespace, owner)
      begin(own, at + index * random.int(20, 60) * secondMs, workload, pod, owner)
      return pod
    })
  }
  return {
    during(hour) {
      if (workload.cadence.kind === 'job') {
        if (isDue(workload, hour)) restart(hour.start + minuteMs)
        else pods = []
      } else if (pods.length === 0) restart(scene.period.start + random.int(1, 50) * minuteMs)
      else if (isRolledOut(scene, workload, hour, random.next())) restart(hour.start + random.int(2, 50) * minuteMs)
      return pods
    },
  }
}

/** Working hours see about three rollouts a week, except where the story needs pods that stay. */
function isRolledOut(scene: Scene, workload: Workload, hour: Hour, drawn: number): boolean {
  const stays = workload.name === neverRestarted.workload && hour.start > scene.period.end - neverRestarted.sinceDaysAgo * dayMs
  return hour.isWorkday && hour.hourOfDay >= 7 && hour.hourOfDay < 16 && drawn < 3 / 45 && !stays
}

function isDue(workload: Workload, hour: Hour): boolean {
  const { cadence } = workload
  return cadence.kind === 'job' && cadence.hours.includes(hour.hourOfDay) && (cadence.weekday ?? hour.weekday) === hour.weekday
}

function ownerOf(workload: Workload, hash: string): string {
  return `${workload.name}-${workload.cadence.kind === 'job' ? hash.slice(0, 8).replace(/\D/g, '2') : hash}`
}

function begin(scene: Scene, at: number, workload: Workload, pod: Pod, owner: string): void {
  const ownerKind = workload.cadence.kind === 'job' ? 'Job' : 'ReplicaSet'
  startPod(scene, at, workload.cluster, { pod, owner, ownerKind, app: workload.name, serviceAccount: workload.name, secrets: workload.mounts })
  const node = kubelet(scene.random, workload.cluster, pod.node)
  workload.mounts.forEach((name, index) => {
    const asked = at + 900 + index * 40
    if (workload.cluster === 'kestrelway-staging-1') return getSecret(scene, asked, node, pod.namespace, name)
    listOneSecret(scene, asked, node, pod.namespace, name)
    watchOneSecret(scene, asked + 20, node, pod.namespace, name)
  })
}

/** While pods run, their node's kubelet keeps looking at the Secrets they refer to. */
export function keepMounts(scene: Scene, hour: Hour, workload: Workload, pods: readonly Pod[]): void {
  if (workload.cadence.kind === 'job' || workload.mounts.length === 0) return
  for (const nodeName of new Set(pods.map((pod) => pod.node))) {
    const node = kubelet(scene.random, workload.cluster, nodeName)
    for (const name of workload.mounts) {
      const at = hour.start + scene.random.int(0, hourMs - 1)
      if (at >= hour.end || scene.random.chance(0.45)) continue
      if (workload.cluster === 'kestrelway-staging-1') getSecret(scene, at, node, workload.namespace, name)
      else watchOneSecret(scene, at, node, workload.namespace, name)
    }
  }
}
