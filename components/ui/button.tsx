import type { ComponentProps } from 'react'

import { joinClasses } from './join-classes.ts'

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  outline: 'border border-line-strong hover:bg-hover',
  ghost: 'text-muted hover:bg-hover hover:text-text',
} as const
export type ButtonLook = keyof typeof looks

export function buttonClasses(look: ButtonLook = 'outline', className?: string): string {
  return joinClasses('inline-flex h-7 items-center justify-center gap-1.5 rounded-md px-2.5 font-medium whitespace-nowrap disabled:opacity-50', looks[look], className)
}

export function Button({ look = 'outline', className, type = 'button', ...rest }: ComponentProps<'button'> & { look?: ButtonLook }) {
  return <button type={type} className={buttonClasses(look, className)} {...rest} />
}
