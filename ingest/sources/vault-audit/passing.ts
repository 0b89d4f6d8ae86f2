import type { PassedReading } from '../source.ts'

/** What type and path alone prove to say nothing: the request's line (its response tells), preflights, tokens looked at or renewed by their holder. */
export function passing(type: string, path: string | undefined, occurredAt?: string): PassedReading | undefined {
  if (type !== 'response') return { kind: type === 'request' ? 'aside' : 'unknown', service: 'vault', event: type === 'request' ? 'request' : 'entry of another type', occurredAt }
  if (path?.startsWith('sys/internal/ui/')) return { kind: 'irrelevant', service: 'vault', event: 'preflight', occurredAt }
  if (path === 'auth/token/renew-self' || path === 'auth/token/lookup-self') return { kind: 'irrelevant', service: 'vault', event: 'own token', occurredAt }
  return undefined
}
