import { accounts, clusters, homeRegion, type ClusterName } from '../organisation.ts'
import { logWebIdentity, roleSession, type Role, type RoleSession } from '../records/cloudtrail.ts'
import type { Pod } from '../records/kubernetes-audit.ts'
import type { Scene } from '../scene.ts'
import { minuteMs, secondMs } from '../calendar.ts'

const sessionMs = 60 * minuteMs
/** SDKs take a new session some minutes before the old one ends. */
const earlyMs = 5 * minuteMs

export const sdks = {
  go: 'aws-sdk-go-v2/1.38.1 ua/2.1 os/linux lang/go#1.25.1 md/GOOS#linux md/GOARCH#amd64',
  node: 'aws-sdk-js/3.879.0 ua/2.1 os/linux#6.12.40 lang/js md/nodejs#22.18.0',
  java: 'aws-sdk-java/2.33.4 md/io#sync md/http#Apache ua/2.1 os/Linux#6.12.40 lang/java#21.0.8',
  python: 'Boto3/1.40.21 md/Botocore#1.40.21 ua/2.1 os/linux#6.12.40 md/arch#x86_64 lang/python#3.13.7',
} as const

export type Sdk = keyof typeof sdks

export function clusterProvider(cluster: ClusterName): string {
  const { account, oidcId } = clusters[cluster]
  return `arn:aws:iam::${accounts[account]}:oidc-provider/oidc.eks.${homeRegion}.amazonaws.com/id/${oidcId}`
}

/** Role sessions of pods, by the token of their service account: one at a time for each pod, a new one when the old one is about to end. */
export function createPodSessions(scene: Scene, cluster: ClusterName): (at: number, pod: Pod, serviceAccount: string, role: Role, sdk: Sdk) => RoleSession {
  const open = new Map<string, RoleSession>()
  return (at, pod, serviceAccount, role, sdk) => {
    const known = open.get(`${pod.name} ${role.name}`)
    if (known && at >= known.issuedAt && at < known.issuedAt + sessionMs - earlyMs) return known
    const issuedAt = at - scene.random.int(1, 2) * secondMs
    const sessionName = sdk === 'python' ? `botocore-session-${Math.floor(issuedAt / 1000)}` : `${issuedAt}${scene.random.digits(6)}`
    const provider = clusterProvider(cluster)
    const session = roleSession(scene.random, { role, sessionName, at: issuedAt, ip: pod.ip, userAgent: sdks[sdk], vpcEndpoint: `vpce-0${clusters[cluster].oidcId.slice(0, 16).toLowerCase()}`, provider })
    logWebIdentity(scene, homeRegion, session, provider, `system:serviceaccount:${pod.namespace}:${serviceAccount}`)
    open.set(`${pod.name} ${role.name}`, session)
    return session
  }
}
