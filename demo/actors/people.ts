import { dayMs, hourMs, minuteMs, secondMs } from '../calendar.ts'
import { emailOf, homeRegion, people, type AccountName, type Person } from '../organisation.ts'
import { listSecrets, readSecret } from '../records/aws-secrets.ts'
import { logSingleSignOn, roleSession, type RoleSession } from '../records/cloudtrail.ts'
import { accessVersion, googleUser, listGcpSecrets } from '../records/gcp-audit.ts'
import { getSecret, kubectlUser, listAllSecrets } from '../records/kubernetes-audit.ts'
import { logVaultLogin, logVaultRequest, readVault, type VaultLogin, type VaultSession } from '../records/vault-audit.ts'
import type { Actor, Scene } from '../scene.ts'
import { awsSecrets, gcpSecrets, vaultSecrets } from '../secrets.ts'
import { leaver } from '../story.ts'

/** Engineers at work: a look at the staging secrets of their team, now and then a Vault path, kubectl in staging. */
export function peopleActors(scene: Scene): Actor[] {
  return people.map((person) => {
    const own = { ...scene, random: scene.random.stream(`person ${person.login}`) }
    const gone = person.login === leaver.person ? scene.period.end - leaver.leavesDaysAgo * dayMs : Number.POSITIVE_INFINITY
    return {
      act(hour) {
        if (!hour.isWorkday || hour.hourOfDay < 6 || hour.hourOfDay > 16) return
        const at = hour.start + own.random.int(0, hourMs - 5 * minuteMs)
        if (at < gone && own.random.chance(0.22)) work(own, at, person)
      },
    }
  })
}

export function signOn(scene: Scene, at: number, person: Person, account: AccountName, region: string = homeRegion, ip: string = person.ip): RoleSession {
  const permission = person.team === 'platform' ? 'PlatformEngineer' : 'Engineer'
  const role = { account, name: `AWSReservedSSO_${permission}_${scene.random.fixed(`permission ${permission} ${account}`).hex(16)}`, path: `/aws-reserved/sso.amazonaws.com/${homeRegion}/` }
  const session = roleSession(scene.random, { role, sessionName: emailOf(person), at, ip, userAgent: 'aws-cli/2.31.4 md/awscrt#0.27.6 ua/2.1 os/macos#24.6.0 md/arch#arm64', mfa: true })
  logSingleSignOn(scene, region, session, emailOf(person))
  return session
}

export function vaultLoginOf(person: Person): VaultLogin {
  const email = emailOf(person)
  return { method: 'oidc', role: `team-${person.team}`, displayName: `oidc-${email}`, metadata: { email, role: `team-${person.team}` }, ip: person.ip }
}

export function vaultSignOn(scene: Scene, at: number, person: Person): VaultSession {
  return logVaultLogin(scene, at, vaultLoginOf(person))
}

function work(scene: Scene, at: number, person: Person): void {
  const { random } = scene
  const kind = person.team === 'data' ? 'google' : random.pick(['amazon', 'amazon', 'vault', 'kubernetes'] as const)
  if (kind === 'google') return workInGoogle(scene, at, person)
  if (kind === 'vault') return workInVault(scene, at, person)
  if (kind === 'kubernetes') return workInCluster(scene, at, person)
  const session = signOn(scene, at, person, 'staging')
  listSecrets(scene, at + 20 * secondMs, session)
  for (const secret of awsSecrets) {
    const isTheirs = secret.account === 'staging' && (secret.team === person.team || person.team === 'platform')
    if (isTheirs && random.chance(0.6)) readSecret(scene, at + random.int(30, 200) * secondMs, session, secret, { byName: true })
  }
}

function workInGoogle(scene: Scene, at: number, person: Person): void {
  const caller = googleUser(person.login, person.ip, 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7),gzip(gfe)')
  listGcpSecrets(scene, at, caller)
  if (scene.random.chance(0.7)) accessVersion(scene, at + 25 * secondMs, caller, 'notebook-database')
  if (scene.random.chance(0.2)) accessVersion(scene, at + 90 * secondMs, caller, scene.random.pick(gcpSecrets.slice(0, 4)).name)
}

function workInVault(scene: Scene, at: number, person: Person): void {
  const session = vaultSignOn(scene, at, person)
  logVaultRequest(scene, at + 2 * secondMs, session, { mount: 'secret/', path: 'metadata/', operation: 'list', responseData: { keys: ['payments/', 'parcels/', 'accounts/', 'platform/'] } })
  const own = vaultSecrets.filter((secret) => secret.engine === 'kv2' && secret.team === person.team)
  if (own.length > 0) readVault(scene, at + 9 * secondMs, session, 'secret', scene.random.pick(own).path)
}

function workInCluster(scene: Scene, at: number, person: Person): void {
  const caller = kubectlUser('kestrelway-staging-1', person.login, person.ip)
  const namespace = person.team === 'parcels' || person.team === 'accounts' ? person.team : 'payments'
  if (scene.random.chance(0.3)) listAllSecrets(scene, at, caller, namespace)
  else getSecret(scene, at, caller, namespace, namespace === 'parcels' ? 'label-db' : namespace === 'accounts' ? 'login-db' : 'ledger-db')
}
