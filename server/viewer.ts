import 'server-only'

import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'

import { findSession } from '#accounts/find-session.ts'
import { findToken } from '#accounts/find-token.ts'
import { Unauthenticated } from '#lib/errors.ts'
import type { Viewer } from '#lib/viewer.ts'
import { database } from './database.ts'
import { requireSameOrigin } from './require-same-origin.ts'
import { sessionCookieName } from './session-cookie.ts'
import { settings } from './settings.ts'

/**
 * Who asks, proved for this request: a bearer token, else the session cookie, both looked up in the database each time.
 * Throws `Unauthenticated`, or `Forbidden` when a change is asked for from another site.
 */
export async function requireViewer(request?: Request, scope = 'read'): Promise<Viewer> {
  const bearer = /^Bearer +(\S+)$/i.exec(request?.headers.get('authorization') ?? '')?.[1]
  if (bearer) {
    const viewer = await findToken(database(), bearer, scope)
    if (!viewer) throw new Unauthenticated('This token is not valid, or no longer.')
    return viewer
  }
  if (request) requireSameOrigin(request)
  const viewer = await sessionViewer()
  if (!viewer) throw new Unauthenticated()
  return viewer
}

/** For pages: a reader who is not signed in goes to the sign-in and comes back to where he wanted to be. */
export async function pageViewer(): Promise<Viewer> {
  const viewer = await sessionViewer()
  if (viewer) return viewer
  const path = (await headers()).get('x-requested-path') ?? '/'
  redirect(path === '/' ? '/login' : `/login?from=${encodeURIComponent(path)}`)
}

/** Once per request, however many parts of a page ask. */
export const sessionViewer = cache(async (): Promise<Viewer | undefined> => {
  const id = (await cookies()).get(sessionCookieName())?.value
  return id ? (await findSession(database(), id, settings().idleMinutesMax))?.viewer : undefined
})
