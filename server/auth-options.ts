import 'server-only'

import type { AuthOptions, CookiesOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'

import { checkCredentials } from '#accounts/check-credentials.ts'
import { endSession } from '#accounts/end-session.ts'
import { findSession } from '#accounts/find-session.ts'
import { sessionHoursMax, startSession } from '#accounts/start-session.ts'
import { clientAddress } from './client-address.ts'
import { database } from './database.ts'
import { oidcProvider, providerUser } from './oidc-provider.ts'
import { cookieOptions, sessionCookieName } from './session-cookie.ts'
import { settings } from './settings.ts'

/**
 * next-auth proves who signs in; the session is ours. Its Credentials provider insists on a JWT, so the "token" that it keeps
 * in the cookie is nothing but the opaque id of a row in `user_session`: encoding and decoding it are replaced, and every
 * request looks the row up. There is nothing in the cookie that could outlive the row.
 */
export function authOptions(): AuthOptions {
  const { oidc, idleMinutesMax } = settings()
  return {
    secret: process.env.NEXTAUTH_SECRET,
    providers: oidc ? [localAccounts(), oidcProvider(oidc)] : [localAccounts()],
    session: { strategy: 'jwt', maxAge: sessionHoursMax * 3600 },
    pages: { signIn: '/login', error: '/login', signOut: '/login' },
    cookies: hostCookies(),
    jwt: {
      maxAge: sessionHoursMax * 3600,
      encode: async ({ token }) => String(token?.sessionId ?? ''),
      decode: async ({ token }) => (token && (await findSession(database(), token, idleMinutesMax)) ? { sessionId: token } : null),
    },
    callbacks: {
      signIn: async ({ account, profile, user }) => {
        if (account?.type !== 'oauth' || !oidc) return true
        const found = await providerUser(oidc, profile)
        if (!found) return '/login?error=NoRole'
        user.id = found.id
        return true
      },
      jwt: async ({ token, user }) => (user ? { sessionId: await startSession(database(), user.id) } : token),
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => (url.startsWith('/') || URL.parse(url)?.origin === new URL(baseUrl).origin ? url : baseUrl),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sessionId === 'string') await endSession(database(), token.sessionId)
      },
    },
    // Its log lines repeat what clients sent.
    logger: { error: (code) => console.error(`sign-in: ${code}`), warn: () => {}, debug: () => {} },
  }
}

function localAccounts() {
  return CredentialsProvider({
    name: 'local',
    credentials: { name: {}, password: {} },
    authorize: async (credentials, request) => {
      const headers = new Headers(Object.entries(request.headers ?? {}).map(([name, value]) => [name, String(value)]))
      const result = await checkCredentials(database(), String(credentials?.name ?? ''), String(credentials?.password ?? ''), clientAddress(headers))
      if (result.verdict === 'throttled') throw new Error('Throttled')
      return result.verdict === 'right' ? { id: result.userId, name: result.name } : null
    },
  })
}

/** All of its cookies follow the session's: `__Host-` under TLS. */
function hostCookies(): CookiesOptions {
  const prefix = settings().isTls ? '__Host-' : ''
  const options = cookieOptions()
  const short = { ...options, maxAge: 15 * 60 }
  return {
    sessionToken: { name: sessionCookieName(), options },
    callbackUrl: { name: `${prefix}whoread-callback`, options },
    csrfToken: { name: `${prefix}whoread-csrf`, options },
    pkceCodeVerifier: { name: `${prefix}whoread-pkce`, options: short },
    state: { name: `${prefix}whoread-state`, options: short },
    nonce: { name: `${prefix}whoread-nonce`, options: short },
  }
}
