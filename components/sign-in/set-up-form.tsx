'use client'

import { useActionState } from 'react'

import { Button } from '../ui/button.tsx'
import { Field } from '../ui/input.tsx'

type State = { problem?: string }

export function SetUpForm({ token, action }: { token: string; action: (state: State, form: FormData) => Promise<State> }) {
  const [state, submit, isBusy] = useActionState(action, {})
  return (
    <form action={submit} className="space-y-4">
      <input type="hidden" name="token" value={token} />
      <Field label="User name" name="name" autoComplete="username" autoCapitalize="none" required maxLength={120} />
      <Field label="Password" name="password" type="password" autoComplete="new-password" required minLength={12} hint="At least 12 characters, and not one from the lists that attackers try first." />
      <Field label="Password again" name="again" type="password" autoComplete="new-password" required minLength={12} />
      {state.problem && <p role="alert" className="text-critical">{state.problem}</p>}
      <Button type="submit" look="primary" className="h-9 w-full" disabled={isBusy}>
        Make the first administrator
      </Button>
    </form>
  )
}
