import 'server-only'

import { settings } from './settings.ts'

/** Under TLS the browser itself refuses a `__Host-` cookie that came from elsewhere or without encryption. */
export function sessionCookieName(): string {
  return settings().isTls ? '__Host-whoread-session' : 'whoread-session'
}

export function cookieOptions() {
  return { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: settings().isTls }
}
