import type { Handler } from './call.ts'
import { iam, isQuietIamCall } from './services/iam.ts'
import { kms, kmsQuiet } from './services/kms.ts'
import { isQuietSystemsManagerCall, parameterStore } from './services/parameter-store.ts'
import { secretsManager, secretsManagerQuiet } from './services/secrets-manager.ts'
import { eksAuth, sts, stsQuiet } from './services/sts.ts'
import { isQuietTrailCall, trail } from './services/trail.ts'

type Service = { handlers: Record<string, Handler>; isQuiet(name: string): boolean }

const services = new Map<string, Service>([
  ['secretsmanager.amazonaws.com', { handlers: secretsManager, isQuiet: (name) => secretsManagerQuiet.has(name) }],
  ['ssm.amazonaws.com', { handlers: parameterStore, isQuiet: isQuietSystemsManagerCall }],
  ['kms.amazonaws.com', { handlers: kms, isQuiet: (name) => kmsQuiet.has(name) }],
  ['sts.amazonaws.com', { handlers: sts, isQuiet: (name) => stsQuiet.has(name) }],
  ['eks-auth.amazonaws.com', { handlers: eksAuth, isQuiet: () => false }],
  ['iam.amazonaws.com', { handlers: iam, isQuiet: isQuietIamCall }],
  ['cloudtrail.amazonaws.com', { handlers: trail, isQuiet: isQuietTrailCall }],
])

/** What to do with an event: its handler, `irrelevant` (another service, or known to say nothing), or `unknown`. */
export function classify(eventSource: string, eventName: string): Handler | 'irrelevant' | 'unknown' {
  const service = services.get(eventSource)
  if (!service) return 'irrelevant'
  const handler = Object.hasOwn(service.handlers, eventName) ? service.handlers[eventName] : undefined
  return handler ?? (service.isQuiet(eventName) ? 'irrelevant' : 'unknown')
}
