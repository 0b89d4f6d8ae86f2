import { type NextRequest, NextResponse } from 'next/server'

import { securityHeaders } from '#lib/security-headers.ts'

/**
 * Headers only. This is not, and must not become, the boundary of authorisation: that is in the queries,
 * which take the viewer whom server/viewer.ts proves for each request.
 */
export function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID())
  const headers = securityHeaders({
    nonce,
    tls: isTls(request),
    development: process.env.NODE_ENV === 'development',
  })
  const forwarded = new Headers(request.headers)
  forwarded.set('x-nonce', nonce)
  forwarded.set('content-security-policy', headers['Content-Security-Policy'])
  forwarded.set('x-requested-path', request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers: forwarded } })
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

function isTls(request: NextRequest): boolean {
  return process.env.WHOREAD_URL?.startsWith('https://') ?? request.nextUrl.protocol === 'https:'
}

export const config = { matcher: ['/((?!_next/static|favicon.ico|icon.svg).*)'] }
