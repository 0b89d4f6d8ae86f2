import type { Fact, GrantFact, IdentityFact, NamingFact } from '#lib/facts.ts'
import type { Call, Finding } from './call.ts'
import { policyGrants } from './iam-policy.ts'
import { accountConcerned } from './identity.ts'

const changes = new Map(Object.entries<IdentityFact['change']>({
  CreateServiceAccount: 'created',
  UndeleteServiceAccount: 'enabled',
  EnableServiceAccount: 'enabled',
  DisableServiceAccount: 'disabled',
  DeleteServiceAccount: 'deleted',
  CreateServiceAccountKey: 'credential-created',
  UploadServiceAccountKey: 'credential-created',
  // There is no word for a key that works again; from then on it is one that can be used.
  EnableServiceAccountKey: 'credential-created',
  DisableServiceAccountKey: 'credential-disabled',
  DeleteServiceAccountKey: 'credential-disabled',
}))

/** Custom roles and deny policies change what their holders may do. */
const policyChanges = new Set(['CreateRole', 'UpdateRole', 'DeleteRole', 'UndeleteRole', 'CreatePolicy', 'UpdatePolicy', 'DeletePolicy'])

/** `google.iam.admin.v1.*`: service accounts, their keys, who may act as them. */
export function iam(call: Call): Finding {
  if (/^SetIamPolicy$/i.test(call.method)) return setPolicy(call)
  if (policyChanges.has(call.method)) {
    const grant: GrantFact = { fact: 'grant', on: call.audit.response?.name ?? call.resource, change: 'changed', principals: [], actor: call.actor, outcome: call.outcome }
    return [grant]
  }
  const change = changes.get(call.method)
  if (!change) return 'irrelevant'
  // A refused or failed change changed nothing.
  if (call.outcome !== 'success') return 'irrelevant'
  const identity = accountConcerned(call.entry, call.audit)
  if (!identity) return 'unknown'
  const other = change.startsWith('credential-') ? keyName(call) : undefined
  const fact: IdentityFact = { fact: 'identity', identity, change, ...(other ? { other } : {}), actor: call.actor }
  return [fact, ...accountNaming(call)]
}

/** The key's id, without the account in front. */
function keyName(call: Call): string | undefined {
  for (const name of [call.audit.response?.name, call.audit.request?.name, call.resource]) {
    const id = /\/keys\/([^/]+)/.exec(name ?? '')?.[1]
    if (id) return id
  }
  return undefined
}

/** Who may act as a service account reads what it may read. */
function setPolicy(call: Call): Finding {
  const account = accountConcerned(call.entry, call.audit)
  return [...policyGrants(call, account?.uri ?? call.resource), ...accountNaming(call)] satisfies Fact[]
}

/** Labels and answers hold both of a service account's names. */
export function accountNaming(call: Call): NamingFact[] {
  const labels = call.entry.resource?.labels
  const { response } = call.audit
  const email = response?.email ?? labels?.email_id
  const id = response?.unique_id ?? response?.uniqueId ?? labels?.unique_id ?? /serviceAccounts\/(\d+)$/.exec(call.resource)?.[1]
  return email?.includes('@') && id && /^\d+$/.test(id) ? [{ fact: 'naming', scope: 'gcp-unique-id', name: id, means: email }] : []
}
