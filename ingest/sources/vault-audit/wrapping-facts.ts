import type { Fact, SecretReference } from '#lib/facts.ts'
import { disclosing, type Entry } from './entry.ts'
import { unwrappedSession } from './login-facts.ts'

/** Who opens a wrapping gets what was wrapped; the path does not name it, the token's hash does. */
export function unwrapFacts(entry: Entry): Fact[] {
  const { request } = entry.record
  const token = request?.data?.token ?? request?.client_token
  return [disclosing(entry, wrapped(entry, token), 'read'), ...unwrappedSession(entry)]
}

export function isUnwrap(entry: Entry): boolean {
  if (entry.path === 'sys/wrapping/unwrap') return entry.operation === 'update' || entry.operation === 'create'
  return entry.path === 'cubbyhole/response' && entry.operation === 'read'
}

function wrapped(entry: Entry, token: string | undefined): SecretReference {
  return { store: 'vault', uri: `vault://${entry.cluster}/wrap/${token === undefined || token === 'clear' ? 'unknown' : token}`, form: 'vault-wrap' }
}

/**
 * An answer that was wrapped gave nothing out: only the token that opens it, whose hash this names. What it means is a name as logged, to be
 * resolved like any `vault-path`; after a rewrap it is the earlier wrapping.
 */
export function wrapNaming(entry: Entry): Fact[] {
  const { request, response } = entry.record
  const token = response?.wrap_info?.token
  if (token === undefined || token === 'clear') return []
  const earlier = entry.path === 'sys/wrapping/rewrap' ? (request?.data?.token ?? request?.client_token) : undefined
  const means = earlier === undefined ? `${entry.scope}${entry.path}` : wrapped(entry, earlier).uri
  return [{ fact: 'naming', scope: 'vault-wrap', name: `${entry.cluster}:${token}`, means }]
}
