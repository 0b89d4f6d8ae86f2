import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { SignInForm } from '#components/sign-in/sign-in-form.tsx'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'
import { firstOf, type PageSearch } from '#lib/href-with.ts'
import { safePath } from '#lib/safe-path.ts'
import { settings } from '#server/settings.ts'
import { sessionViewer } from '#server/viewer.ts'

export const metadata: Metadata = { title: 'Sign in' }

const sentences: Record<string, string> = {
  NoRole: 'You are known, but none of your groups has a role here. Ask an administrator of Whoread.',
  OAuthCallback: 'The identity provider’s answer could not be accepted. Try again.',
  OAuthSignin: 'The identity provider could not be reached.',
}

export default async function LoginPage({ searchParams }: PageSearch) {
  const search = await searchParams
  const from = safePath(firstOf(search.from))
  if (await sessionViewer()) redirect(from)
  const error = firstOf(search.error)
  return (
    <SignInFrame title="Sign in">
      {firstOf(search.done) === 'setup' && <p role="status">The first administrator is there. Sign in with that name.</p>}
      {error && <p role="alert" className="text-critical">{sentences[error] ?? 'Signing in did not work. Try again.'}</p>}
      <SignInForm from={from} provider={settings().oidc?.name} />
    </SignInFrame>
  )
}
