'use server'

import 'server-only'

import { redirect } from 'next/navigation'

import { completeSetup } from '#accounts/complete-setup.ts'
import { UserProblem } from '#accounts/create-user.ts'
import { database } from '../database.ts'

export type SetUpState = { problem?: string }

/** The one action without a viewer: the one-time token is what proves the right, and there is nobody else yet. */
export async function setUp(_previous: SetUpState, form: FormData): Promise<SetUpState> {
  const password = String(form.get('password') ?? '')
  if (password !== String(form.get('again') ?? '')) return { problem: 'The two passwords differ.' }
  try {
    await completeSetup(database(), String(form.get('token') ?? ''), String(form.get('name') ?? ''), password)
  } catch (error) {
    if (error instanceof UserProblem) return { problem: error.message }
    throw error
  }
  redirect('/login?done=setup')
}
