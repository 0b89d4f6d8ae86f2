import type { Fact, SecretReference } from '#lib/facts.ts'
import { access, versionFact, type Call } from '../call.ts'
import { secretFromFullArn } from '../secret-reference.ts'

/** Service events have no caller; they name the secret by its full ARN beside the request. */
function targetOf(call: Call): { arn: string; target: SecretReference } | undefined {
  const arn = call.record.additionalEventData?.SecretId ?? call.record.additionalEventData?.ARN
  const target = secretFromFullArn(arn)
  return arn && target ? { arn, target } : undefined
}

/** The version in the making is named only inside the request id: `Rotation-<ARN>-<version id>`. */
function rotatedVersion(call: Call, arn: string): string | undefined {
  const prefix = `Rotation-${arn}-`
  const id = call.record.requestID
  return id?.startsWith(prefix) ? id.slice(prefix.length) || undefined : undefined
}

/** A scheduled rotation has no RotateSecret call, so its pending version is told here too. */
export function rotationStarted(call: Call): Fact[] {
  const named = targetOf(call)
  const ref = named && rotatedVersion(call, named.arn)
  return ref ? [versionFact(call, named.target, ref, 'pending', 'AWSPENDING')] : []
}

/** The rotation itself is counted by its RotateSecret call; this tells which version came of it. */
export function rotationSucceeded(call: Call): Fact[] {
  const named = targetOf(call)
  return named ? [versionFact(call, named.target, rotatedVersion(call, named.arn) ?? '', 'current', 'AWSCURRENT')] : []
}

/** RotationFailed and RotationAbandoned carry no error code. */
export function rotationAbandoned(call: Call): Fact[] {
  const named = targetOf(call)
  return named ? [access(call, named.target, 'rotate', { outcome: 'error' })] : []
}

/** The secret is gone for good; its versions are not named. */
export function versionsDeleted(call: Call): Fact[] {
  const named = targetOf(call)
  return named ? [versionFact(call, named.target, '', 'destroyed')] : []
}
