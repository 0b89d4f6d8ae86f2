import { hourMs, minuteMs } from '../calendar.ts'
import { homeRegion, project } from '../organisation.ts'
import { readSecret } from '../records/aws-secrets.ts'
import { logServiceAssumesRole, roleSession, type Role, type RoleSession } from '../records/cloudtrail.ts'
import { accessVersion, serviceAccount, type GcpCaller } from '../records/gcp-audit.ts'
import type { Actor, Scene } from '../scene.ts'
import { awsSecret, gcpSecret } from '../secrets.ts'
import { pinnedReader, staleConsumers } from '../story.ts'
import { cloudWorkloads, type CloudWorkload } from '../workloads.ts'
import { sdks } from './irsa-sessions.ts'
import { agenda, readAwsSecret } from './workloads.ts'

/** Functions, container tasks, a machine and Google Cloud service accounts. */
export function cloudWorkloadActors(scene: Scene): Actor[] {
  return cloudWorkloads.map((workload) => {
    const own = { ...scene, random: scene.random.stream(`cloud workload ${workload.name}`) }
    return workload.kind === 'gcp' ? googleActor(own, workload) : amazonActor(own, workload)
  })
}

const service = { cadence: { kind: 'service' } } as const

const hosts = { lambda: 'lambda.amazonaws.com', ecs: 'ecs-tasks.amazonaws.com', ec2: 'ec2.amazonaws.com' } as const

export function cloudRole(name: string): Role {
  return { account: 'prod', name, path: '/service/' }
}

function amazonActor(scene: Scene, workload: CloudWorkload): Actor {
  const sessionOf = createServiceSessions(scene, workload)
  const stale = Object.entries(staleConsumers).find(([name]) => name === workload.name)?.[1]
  const configured = stale && scene.versions.at(stale, scene.period.start)
  return {
    act(hour) {
      for (const { at, secret } of agenda(scene, hour, service, workload.habits)) {
        if (secret === stale) readSecret(scene, at, sessionOf(at), awsSecret(secret), { versionId: configured })
        else readAwsSecret(scene, at, sessionOf(at), secret)
      }
    },
  }
}

/** A new session every six hours, taken by the service that runs the workload. */
export function createServiceSessions(scene: Scene, workload: Pick<CloudWorkload, 'name' | 'kind'>): (at: number) => RoleSession {
  const host = workload.kind === 'gcp' ? hosts.lambda : hosts[workload.kind]
  const names = { lambda: workload.name, ecs: scene.random.hex(32), ec2: `i-0${scene.random.hex(16)}`, gcp: workload.name }
  const ip = `10.40.${scene.random.int(60, 90)}.${scene.random.int(2, 250)}`
  let open: RoleSession | undefined
  return (at) => {
    if (open && at < open.issuedAt + 6 * hourMs - 10 * minuteMs) return open
    open = roleSession(scene.random, { role: cloudRole(workload.name), sessionName: names[workload.kind], at: at - 2000, ip, userAgent: workload.kind === 'ec2' ? sdks.java : sdks.python })
    logServiceAssumesRole(scene, homeRegion, open, host)
    return open
  }
}

export function googleCaller(workload: CloudWorkload['name'], address: number): GcpCaller {
  const caller = serviceAccount(workload, `10.50.${Math.floor(address / 250)}.${2 + (address % 250)}`, 'grpc-go/1.75.0,gzip(gfe)')
  return workload === 'alert-router' ? caller : { ...caller, delegation: [{ principalSubject: `serviceAccount:${project.id}.svc.id.goog[data/${workload}]` }] }
}

/** Most read what is newest; one dashboard pinned a version and keeps asking for it after it was destroyed. */
function googleActor(scene: Scene, workload: CloudWorkload): Actor {
  const callers = [0, 1, 2].map((index) => googleCaller(workload.name, index * 250 + scene.random.int(1, 240)))
  const pinned = scene.versions.at(pinnedReader.secret, scene.period.start)
  const rotation = scene.versions.rotations.find((one) => one.secret === pinnedReader.secret)
  return {
    act(hour) {
      for (const { at, secret } of agenda(scene, hour, service, workload.habits)) {
        const caller = scene.random.pick(callers)
        const { name } = gcpSecret(secret)
        const pins = workload.name === pinnedReader.workload && secret === pinnedReader.secret && scene.random.chance(0.15)
        if (!pins) {
          accessVersion(scene, at, caller, name)
          continue
        }
        const goneAt = rotation ? rotation.at + (rotation.plan.destroyOldAfterDays ?? 0) * 24 * hourMs : Number.POSITIVE_INFINITY
        const status = at > goneAt ? { code: 9, message: `Secret Version [projects/${project.number}/secrets/${name}/versions/${pinned}] is in DESTROYED state.` } : undefined
        accessVersion(scene, at, caller, name, pinned, status)
      }
    },
  }
}
