'use server'

import 'server-only'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'

import { endSession } from '#accounts/end-session.ts'
import { writeAudit } from '#accounts/write-audit.ts'
import { database } from '../database.ts'
import { cookieOptions, sessionCookieName } from '../session-cookie.ts'
import { sessionViewer } from '../viewer.ts'

/** The row goes first: a copy of the cookie is worthless from then on. */
export async function signOut(): Promise<void> {
  const viewer = await sessionViewer()
  const jar = await cookies()
  const id = jar.get(sessionCookieName())?.value
  if (id) await endSession(database(), id)
  if (viewer) await writeAudit(database(), { actor: viewer.name, action: 'sign-out' })
  jar.set(sessionCookieName(), '', { ...cookieOptions(), maxAge: 0 })
  redirect('/login')
}
