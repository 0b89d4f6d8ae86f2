import type { Metadata } from 'next'

import { SetUpForm } from '#components/sign-in/set-up-form.tsx'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'
import { firstOf, type PageSearch } from '#lib/href-with.ts'
import { setUp } from '#server/actions/set-up.ts'
import { isSetupOpen } from '#server/is-setup-open.ts'

export const metadata: Metadata = { title: 'First set-up' }

export default async function SetupPage({ searchParams }: PageSearch) {
  const token = firstOf((await searchParams).token) ?? ''
  const isOpen = await isSetupOpen(token)
  return (
    <SignInFrame title="First set-up">
      {isOpen ? (
        <SetUpForm token={token} action={setUp} />
      ) : (
        <p className="text-base text-muted">
          This address is not good, has been used, or is out of date. While there is no administrator, each start of Whoread prints a new one on the server’s console.
        </p>
      )}
    </SignInFrame>
  )
}
