'use client'

import { Bot, Box, CircleDashed, Cog, Server, User, Workflow } from 'lucide-react'

import type { IdentityKind } from '#lib/facts.ts'
import { kindWord } from '#lib/kind-word.ts'

const icons: Record<IdentityKind, typeof User> = { human: User, workload: Box, ci: Workflow, controller: Cog, node: Server, service: Bot, unknown: CircleDashed }

export function KindIcon({ kind }: { kind: IdentityKind }) {
  const Icon = icons[kind]
  return (
    <span data-tip={kindWord(kind)} className="inline-flex shrink-0 text-muted">
      <Icon size={14} strokeWidth={1.75} role="img" aria-label={kindWord(kind)} aria-hidden={false} />
    </span>
  )
}
