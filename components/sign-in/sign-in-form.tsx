'use client'

import { useState } from 'react'

import { Button } from '../ui/button.tsx'
import { Field } from '../ui/input.tsx'

const refused = 'Name or password is wrong.'
const throttled = 'Too many attempts for now. Wait a quarter of an hour, or sign in from where you usually do.'

export function SignInForm({ from, provider }: { from: string; provider?: string }) {
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<string | undefined>) => {
    setBusy(true)
    setProblem(undefined)
    const said = await work().catch(() => 'The server cannot be reached. Nothing was sent twice; try again.')
    setProblem(said)
    setBusy(false)
  }
  const signIn = (form: FormData) =>
    attempt(async () => {
      const answer = await post('callback/credentials', { name: String(form.get('name')), password: String(form.get('password')) })
      if (answer.error) return answer.error === 'Throttled' ? throttled : refused
      location.assign(from)
    })
  const viaProvider = () =>
    attempt(async () => {
      const answer = await post('signin/oidc', { callbackUrl: from })
      if (!answer.url) return 'The identity provider could not be reached.'
      location.assign(answer.url)
    })
  return (
    <>
      {provider && (
        <Button look="primary" className="h-9 w-full" disabled={isBusy} onClick={viaProvider}>
          Sign in with {provider}
        </Button>
      )}
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          void signIn(new FormData(event.currentTarget))
        }}
      >
        <Field label="User name" name="name" autoComplete="username" autoCapitalize="none" required />
        <Field label="Password" name="password" type="password" autoComplete="current-password" required />
        {problem && <p role="alert" className="text-critical">{problem}</p>}
        <Button type="submit" look={provider ? 'outline' : 'primary'} className="h-9 w-full" disabled={isBusy}>
          Sign in
        </Button>
      </form>
    </>
  )
}

/** next-auth's endpoints: they want the token of a cookie that they have just set, and answer with the address to go to. */
async function post(action: string, fields: Record<string, string>): Promise<{ url?: string; error?: string }> {
  const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string }
  const response = await fetch(`/api/auth/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...fields, csrfToken, json: 'true' }),
  })
  const { url } = (await response.json()) as { url?: string }
  const error = url && URL.parse(url, location.href)?.searchParams.get('error')
  if (error) return { error }
  return response.ok ? { url } : { error: 'Refused' }
}
