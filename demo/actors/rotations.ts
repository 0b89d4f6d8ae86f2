import { dayMs, hourMs, secondMs, type Hour } from '../calendar.ts'
import { homeRegion, type AccountName } from '../organisation.ts'
import { logServiceEvent, secretArn, touchSecret, writeParameter } from '../records/aws-secrets.ts'
import { logServiceAssumesRole, roleSession, type RoleSession } from '../records/cloudtrail.ts'
import { addVersion, changeVersion, serviceAccount } from '../records/gcp-audit.ts'
import { hmac, logVaultLogin, logVaultRequest, writeVault } from '../records/vault-audit.ts'
import type { Actor, Scene } from '../scene.ts'
import { awsParameter, awsSecret, gcpSecret, vaultSecret } from '../secrets.ts'
import type { Rotation } from '../versions.ts'
import { sdks } from './irsa-sessions.ts'

/** Carries out the rotations that the story plans, each in its store's own way. */
export function rotationActor(scene: Scene): Actor {
  const own = { ...scene, random: scene.random.stream('rotations') }
  return {
    act(hour) {
      for (const rotation of scene.versions.rotations) {
        if (isIn(hour, rotation.at)) rotate(own, rotation)
        const destroyAt = rotation.at + (rotation.plan.destroyOldAfterDays ?? Number.NaN) * dayMs
        if (isIn(hour, destroyAt)) destroyOld(own, destroyAt, rotation)
      }
    },
  }
}

function isIn(hour: Hour, at: number): boolean {
  return at >= hour.start && at < hour.start + hourMs
}

function rotate(scene: Scene, rotation: Rotation): void {
  const { secret, at, to } = rotation
  if (secret.startsWith('/')) writeParameter(scene, at, rotationFunction(scene, at - 3 * secondMs, 'prod'), awsParameter(secret), Number(to))
  else if (secret.startsWith('gcp:')) addVersion(scene, at, googleRotator(), gcpSecret(secret).name, to)
  else if (secret.startsWith('vault:')) writeToVault(scene, rotation)
  else rotateManaged(scene, rotation)
}

function rotationFunction(scene: Scene, at: number, account: AccountName): RoleSession {
  const role = { account, name: 'secret-rotation', path: '/service/' } as const
  const session = roleSession(scene.random, { role, sessionName: 'secret-rotation', at, ip: '10.40.66.20', userAgent: sdks.python })
  logServiceAssumesRole(scene, homeRegion, session, 'lambda.amazonaws.com', 3600)
  return session
}

/** The steps of a rotation function: ask, store the pending value, switch the stage, report. */
function rotateManaged(scene: Scene, { secret: key, at, from, to, plan }: Rotation): void {
  const secret = awsSecret(key)
  const caller = rotationFunction(scene, at - 20 * secondMs, secret.account)
  const requestId = `Rotation-${secretArn(secret)}-${to}`
  const arn = secretArn(secret)
  touchSecret(scene, at - 15 * secondMs, caller, secret, 'RotateSecret', {
    writes: true,
    parameters: { clientRequestToken: to, rotateImmediately: true },
    response: { arn, name: secret.name, versionId: to },
  })
  logServiceEvent(scene, at - 13 * secondMs, secret, 'RotationStarted', requestId)
  touchSecret(scene, at - 8 * secondMs, caller, secret, 'PutSecretValue', {
    writes: true,
    parameters: { clientRequestToken: to, versionStages: ['AWSPENDING'] },
    response: { arn, name: secret.name, versionId: to, versionStages: ['AWSPENDING'] },
  })
  if (plan.fails) return logServiceEvent(scene, at + 40 * secondMs, secret, 'RotationFailed', requestId)
  touchSecret(scene, at, caller, secret, 'UpdateSecretVersionStage', {
    writes: true,
    parameters: { versionStage: 'AWSCURRENT', moveToVersionId: to, removeFromVersionId: from },
    response: { arn, name: secret.name },
  })
  logServiceEvent(scene, at + secondMs, secret, 'RotationSucceeded', requestId)
}

export function googleRotator() {
  return serviceAccount('secret-rotator', '10.50.4.20', 'google-cloud-sdk gcloud/538.0.0 command/gcloud.secrets.versions.add')
}

export function vaultOperator(scene: Scene, at: number) {
  return logVaultLogin(scene, at, { method: 'approle', role: 'terraform', displayName: 'approle', metadata: { role_name: 'terraform' }, ip: '10.40.9.20' })
}

function writeToVault(scene: Scene, { secret, at, to }: Rotation): void {
  const { mount, path } = vaultSecret(secret)
  writeVault(scene, at, vaultOperator(scene, at - 900), mount === 'legacy' ? 'legacy' : 'secret', path, Number(to))
}

/** Nobody should need the old version any more. */
function destroyOld(scene: Scene, at: number, { secret, from }: Rotation): void {
  if (secret.startsWith('gcp:')) {
    const { name } = gcpSecret(secret)
    changeVersion(scene, at - hourMs, googleRotator(), name, from, 'Disable')
    changeVersion(scene, at, googleRotator(), name, from, 'Destroy')
  } else if (secret.startsWith('vault:')) {
    const { mount, path } = vaultSecret(secret)
    const data = { versions: [hmac(`version ${from}`)] }
    logVaultRequest(scene, at, vaultOperator(scene, at - 700), { mount: `${mount}/`, path: `destroy/${path}`, operation: 'update', data })
  }
}
