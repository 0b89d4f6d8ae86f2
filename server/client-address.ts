import 'server-only'

import { settings } from './settings.ts'
import { socketAddressHeader } from './stamp-socket-address.ts'

/**
 * Whose connection this is. X-Forwarded-For is a claim of the client unless proxies of ours are in front:
 * then the entry that the outermost of them added counts.
 */
export function clientAddress(headers: Headers): string {
  const socket = headers.get(socketAddressHeader) ?? 'unknown'
  const { trustedProxies } = settings()
  if (trustedProxies === 0) return socket
  const claimed = (headers.get('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim()).filter(Boolean)
  return claimed.at(-trustedProxies) ?? socket
}
