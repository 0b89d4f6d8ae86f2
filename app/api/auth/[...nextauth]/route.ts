import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'

import { ExpectedError } from '#lib/errors.ts'
import { authOptions } from '#server/auth-options.ts'
import { requireSameOrigin } from '#server/require-same-origin.ts'

type Context = { params: Promise<{ nextauth: string[] }> }

async function handle(request: NextRequest, context: Context): Promise<Response> {
  try {
    requireSameOrigin(request)
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    const { status, title, message } = error
    return Response.json({ type: 'about:blank', status, title, detail: message }, { status, headers: { 'content-type': 'application/problem+json' } })
  }
  return NextAuth(request, context, authOptions())
}

export { handle as GET, handle as POST }
