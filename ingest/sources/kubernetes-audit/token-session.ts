import type { Fact } from '#lib/facts.ts'
import { took, type AuditEvent } from './event.ts'
import { namedIdentity, serviceAccountName, tokenCredential } from './identity.ts'
import { loggingFact } from './secret-access.ts'
import { isName } from './secret-reference.ts'

/** `serviceaccounts/<name>/token`: a token was issued. Servers before 1.32 do not say under which id; then no use can be joined to it. */
export function tokenFacts(event: AuditEvent): Fact[] {
  const { record, cluster, actor, namespace, name } = event
  const credential = tokenCredential(record.annotations?.['authentication.kubernetes.io/issued-credential-id'], cluster)
  if (!took(event) || !credential || !isName(namespace) || !isName(name)) return []
  const identity = namedIdentity(serviceAccountName(namespace, name), cluster)
  const subject = isSubject(actor.uri, actor.kind, identity.uri) ? { subject: actor } : {}
  const status = record.responseObject?.status
  const details = holder(event)
  return [
    {
      fact: 'session', credential, method: 'TokenRequest', identity, ...subject,
      ...(status?.expirationTimestamp ? { expiresAt: status.expirationTimestamp } : {}),
      ...(Object.keys(details).length > 0 ? { details } : {}),
    },
    ...(tokenInLog(event) ? [loggingFact(event)] : []),
  ]
}

/** A kubelet fetches tokens for its pods, the controller manager for its controllers: those are for the account itself. */
function isSubject(uri: string, kind: string, account: string): boolean {
  return uri !== account && kind !== 'node' && !uri.endsWith(':system:kube-controller-manager')
}

/** RequestResponse of a TokenRequest holds a live token. */
export function tokenInLog({ record }: AuditEvent): boolean {
  return record.responseObject?.status?.token === true
}

function holder({ record, actor }: AuditEvent): Record<string, string> {
  const bound = record.responseObject?.spec?.boundObjectRef ?? record.requestObject?.spec?.boundObjectRef
  const details: Record<string, string> = {}
  if (bound?.kind === 'Pod' && bound.name) details.pod = bound.name
  if (bound?.kind === 'Pod' && bound.uid) details.podUid = bound.uid
  if (bound?.kind === 'Node' && bound.name) details.node = bound.name
  if (bound?.kind === 'Secret' && bound.name) details.secret = bound.name
  if (actor.kind === 'node') details.node = actor.displayName
  return details
}
