import 'server-only'

import { Forbidden } from '#lib/errors.ts'
import { settings } from './settings.ts'

/**
 * State changes with a cookie come from our own pages only. Browsers say where a request comes from in headers that scripts
 * cannot set; a request without any of them is not from a browser and has no business with a cookie.
 */
export function requireSameOrigin(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  if (site && site !== 'same-origin') throw new Forbidden('The request came from another site.')
  if (origin && !isOurs(origin, request.headers.get('host'))) throw new Forbidden('The request came from another site.')
  if (!site && !origin) throw new Forbidden('The request does not say where it comes from.')
}

function isOurs(origin: string, host: string | null): boolean {
  const parsed = URL.parse(origin)
  return parsed !== null && (parsed.origin === settings().publicUrl.origin || parsed.host === host)
}
