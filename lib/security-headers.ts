type Circumstances = {
  nonce: string
  /** The public address is https. */
  tls: boolean
  /** React's development build needs `eval` for its stack traces; the built app never gets it. */
  development: boolean
}

/** What every answer carries. Data is never cached by anyone; assets with a content hash in their name do not pass here. */
export function securityHeaders({ nonce, tls, development }: Circumstances) {
  return {
    'Content-Security-Policy': contentSecurityPolicy(nonce, tls, development),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    'Cache-Control': 'private, no-store',
    ...(tls && { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }),
  }
}

function contentSecurityPolicy(nonce: string, tls: boolean, development: boolean): string {
  const directives = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self'`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ]
  if (tls) directives.push('upgrade-insecure-requests')
  return directives.join('; ')
}
