import type { ReactNode } from 'react'

import { joinClasses } from './join-classes.ts'

const tones = {
  plain: 'border-line-strong text-muted',
  strong: 'border-text text-text',
  accent: 'border-accent text-accent',
  critical: 'border-critical text-critical',
  high: 'border-high text-high',
  medium: 'border-medium text-medium',
  low: 'border-low text-low',
} as const

export function Badge({ tone = 'plain', tip, children }: { tone?: keyof typeof tones; tip?: string; children: ReactNode }) {
  return (
    <span data-tip={tip} className={joinClasses('inline-flex h-[18px] items-center gap-1 rounded-sm border px-1 text-xs font-medium whitespace-nowrap', tones[tone])}>
      {children}
    </span>
  )
}
