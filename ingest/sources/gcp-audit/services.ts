import type { Call, Finding } from './call.ts'
import { iamCredentials, tokenService } from './credentials.ts'
import { gke } from './gke.ts'
import { resourceManager } from './iam-policy.ts'
import { iam } from './iam.ts'
import { kms } from './kms.ts'
import { logging } from './logging.ts'
import { secretManager } from './secret-manager.ts'

/** Everything else (storage, compute, BigQuery…) says nothing about secrets. */
const services: Record<string, (call: Call) => Finding> = {
  'secretmanager.googleapis.com': secretManager,
  'cloudkms.googleapis.com': kms,
  'iam.googleapis.com': iam,
  'iamcredentials.googleapis.com': iamCredentials,
  'sts.googleapis.com': tokenService,
  'cloudresourcemanager.googleapis.com': resourceManager,
  'logging.googleapis.com': logging,
  'k8s.io': gke,
}

export function readerOf(service: string | undefined): ((call: Call) => Finding) | undefined {
  return service && Object.hasOwn(services, service) ? services[service] : undefined
}

/** By name alone. A GKE cluster's own chatter (leases, endpoints, nodes) is most of what it logs. */
export function saysNothing(service: string, method: string | undefined): boolean {
  if (service !== 'k8s.io') return !readerOf(service)
  return method !== undefined && /^io\.k8s\.(coordination|discovery|metrics|node|scheduling|storage|events)\./.test(method)
}
