import type { ComponentProps } from 'react'

import { joinClasses } from './join-classes.ts'

export const inputClasses = 'h-8 w-full rounded-md border border-control bg-ground px-2.5 placeholder:text-faint focus-visible:outline-offset-0'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={joinClasses(inputClasses, className)} {...rest} />
}

export function Field({ label, hint, ...rest }: ComponentProps<'input'> & { label: string; hint?: string }) {
  return (
    <label className="block space-y-1">
      <span className="font-medium">{label}</span>
      <Input {...rest} />
      {hint && <span className="block text-xs text-muted">{hint}</span>}
    </label>
  )
}
