import type { Outcome } from '#lib/facts.ts'

/**
 * The log has no HTTP status; the error's text stands for it. Without a token Vault answers 400 ("missing client token", in old logs only
 * "invalid request"): still someone who was not let in.
 */
export function outcomeOf(error: string, hasToken: boolean): { outcome: Outcome; code?: string } {
  if (error === '') return { outcome: 'success' }
  if (/permission denied|invalid token|bad token/iu.test(error)) return { outcome: 'denied', code: '403' }
  if (/missing client token/iu.test(error) || (!hasToken && /invalid request/iu.test(error))) return { outcome: 'denied', code: '400' }
  if (/unsupported path|no handler for route/iu.test(error)) return { outcome: 'error', code: '404' }
  if (/unsupported operation/iu.test(error)) return { outcome: 'error', code: '405' }
  if (/quota exceeded/iu.test(error)) return { outcome: 'error', code: '429' }
  if (/invalid request|check-and-set|wrapping token/iu.test(error)) return { outcome: 'error', code: '400' }
  return { outcome: 'error', code: '500' }
}
