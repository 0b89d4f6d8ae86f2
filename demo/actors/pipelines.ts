import { dayMs, hourMs, minuteMs, secondMs, type Hour } from '../calendar.ts'
import { accounts, company, homeRegion, repositories, type RepositoryName } from '../organisation.ts'
import { decryptFile, readParametersByPath, readSecret } from '../records/aws-secrets.ts'
import { logWebIdentity, roleSession, type RoleSession } from '../records/cloudtrail.ts'
import { accessVersion, serviceAccount } from '../records/gcp-audit.ts'
import { hmac, logVaultLogin, logVaultRequest, readVault } from '../records/vault-audit.ts'
import type { Actor, Scene } from '../scene.ts'
import { awsParameters, awsSecret } from '../secrets.ts'
import { undeclaredCi } from '../story.ts'

const provider = `arn:aws:iam::${accounts.platform}:oidc-provider/token.actions.githubusercontent.com`
const userAgent = 'aws-cli/2.31.4 md/awscrt#0.27.6 ua/2.1 os/linux#6.11.0-1018-azure exec-env/GitHubActions'

/** Workflow runs: each takes a role by its OpenID Connect token, reads what its build needs, and opens SOPS files. */
export function pipelineActors(scene: Scene): Actor[] {
  return repositories.map((repository) => {
    const own = { ...scene, random: scene.random.stream(`pipeline ${repository.name}`) }
    return {
      act(hour) {
        const runs = own.random.times(repository.runsPerDay * (hour.isWorkday ? shareOfDay(hour) : 0.01))
        for (let run = 0; run < runs; run += 1) build(own, hour.start + own.random.int(0, hourMs - 1), repository.name)
        if (repository.name === 'infrastructure' && hour.hourOfDay === 2) nightly(own, hour.start + 12 * minuteMs)
      },
    }
  })
}

function shareOfDay(hour: Hour): number {
  return hour.hourOfDay >= 7 && hour.hourOfDay < 18 ? 0.09 : 0.005
}

export function workflowSession(scene: Scene, at: number, repository: RepositoryName, ref: string): RoleSession {
  const role = { account: 'platform', name: `github-${repository}`, path: '/ci/' } as const
  const ip = `203.0.113.${scene.random.int(120, 220)}`
  const session = roleSession(scene.random, { role, sessionName: `GitHubActions-${Math.floor(at / 1000)}`, at, ip, userAgent, provider })
  logWebIdentity(scene, homeRegion, session, provider, `repo:${company.github}/${repository}:ref:${ref}`)
  return session
}

function build(scene: Scene, at: number, repository: RepositoryName): void {
  const session = workflowSession(scene, at, repository, 'refs/heads/main')
  const path = `/ci/${repository}/`
  const parameters = awsParameters.filter((parameter) => parameter.name.startsWith(path))
  if (parameters.length > 0) readParametersByPath(scene, at + 3 * secondMs, session, path, parameters)
  readSecret(scene, at + 6 * secondMs, session, awsSecret('shared/ci/registry-push'), { byName: true })
  if (scene.random.chance(0.4)) readSecret(scene, at + 70 * secondMs, session, awsSecret('shared/ci/signing-key'), { byName: true })
  if (repository === 'infrastructure') apply(scene, at + 90 * secondMs, session)
  if (repository === 'payments' || repository === 'login') loginToVault(scene, at + 20 * secondMs, repository, session.ip)
  const strays = repository === undeclaredCi.repository && at > scene.period.end - undeclaredCi.sinceDaysAgo * dayMs
  if (strays) readSecret(scene, at + 40 * secondMs, session, awsSecret(undeclaredCi.secret))
}

/** The infrastructure pipeline opens its SOPS files: one Decrypt for each. */
function apply(scene: Scene, at: number, session: RoleSession): void {
  for (let file = 0; file < 4; file += 1) decryptFile(scene, at + file * secondMs, session)
}

function loginToVault(scene: Scene, at: number, repository: RepositoryName, ip: string): void {
  const session = logVaultLogin(scene, at, {
    method: 'jwt',
    role: `ci-${repository}`,
    displayName: `jwt-repo:${company.github}/${repository}:ref:refs/heads/main`,
    metadata: { role: `ci-${repository}`, repository: `${company.github}/${repository}`, ref: 'refs/heads/main', workflow: 'deploy' },
    ip,
  })
  readVault(scene, at + 400, session, 'secret', 'platform/registry-mirror')
}

/** Backups and drift detection, every night. */
function nightly(scene: Scene, at: number): void {
  const session = workflowSession(scene, at, 'infrastructure', 'refs/heads/main')
  apply(scene, at + 5 * secondMs, session)
  accessVersion(scene, at + minuteMs, serviceAccount('drift-detection', '10.50.4.41', 'HashiCorp Terraform/1.13.1'), 'alerting-webhook')
  const vault = logVaultLogin(scene, at + 2 * minuteMs, { method: 'approle', role: 'backup', displayName: 'approle', metadata: { role_name: 'backup' }, ip: '10.40.9.31' })
  readVault(scene, at + 2 * minuteMs + 300, vault, 'secret', 'platform/backup-passphrase')
  for (let file = 0; file < 6; file += 1) {
    logVaultRequest(scene, at + 3 * minuteMs + file * secondMs, vault, {
      mount: 'transit/',
      path: 'decrypt/sops',
      operation: 'update',
      data: { ciphertext: hmac(`sops file ${file}`) },
      responseData: { plaintext: hmac(`sops key ${file}`) },
    })
  }
}
