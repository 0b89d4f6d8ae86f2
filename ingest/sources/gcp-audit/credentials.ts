import type { SessionFact } from '#lib/facts.ts'
import type { Call, Finding } from './call.ts'
import { accountNaming } from './iam.ts'
import { accountConcerned, bySubject } from './identity.ts'

const methods = new Set(['GenerateAccessToken', 'GenerateIdToken', 'SignJwt', 'SignBlob'])

/** IAM credentials: the caller got a token of, or a signature by, a service account. */
export function iamCredentials(call: Call): Finding {
  if (!methods.has(call.method)) return 'irrelevant'
  const identity = accountConcerned(call.entry, call.audit)
  if (!identity) return 'unknown'
  if (call.outcome !== 'success') return accountNaming(call)
  const session: SessionFact = { fact: 'session', credential: credential(call), method: call.method, identity, subject: call.subject ?? call.actor, ...expiry(call) }
  return [session, ...accountNaming(call)]
}

/** Security Token Service: a token from outside was exchanged for a federated one. */
export function tokenService(call: Call): Finding {
  if (call.method !== 'ExchangeToken' || call.outcome !== 'success') return 'irrelevant'
  const { authenticationInfo, metadata, request } = call.audit
  const principal = metadata?.mapped_principal ?? authenticationInfo?.principalSubject
  if (!principal) return 'unknown'
  const provider = call.resource || request?.audience?.replace(/^\/\/[^/]+\//, '')
  return [{ fact: 'session', credential: credential(call), method: call.method, identity: bySubject(principal), ...(provider ? { details: { provider } } : {}) }]
}

/** Google logs no id of the token: the entry itself stands for what it issued. */
function credential(call: Call): string {
  return `gcp-token:${call.place.account ?? ''}:${call.entry.insertId ?? ''}`
}

function expiry(call: Call): { expiresAt?: string } {
  const seconds = /^(\d{1,6})(?:\.\d+)?s$/.exec(call.audit.request?.lifetime ?? '')?.[1]
  return seconds ? { expiresAt: new Date(Date.parse(call.occurredAt) + Number(seconds) * 1000).toISOString() } : {}
}
