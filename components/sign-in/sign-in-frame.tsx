import type { ReactNode } from 'react'

import { Logo } from '../frame/logo.tsx'

export function SignInFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[22rem] flex-col justify-center px-5 pb-[12vh]">
      <Logo />
      <p className="mt-1 mb-8 text-base text-muted">Who read this secret?</p>
      <h1 className="mb-4">{title}</h1>
      <div className="space-y-4">{children}</div>
    </main>
  )
}
