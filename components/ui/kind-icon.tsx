import { Bot, Box, CircleDashed, Cog, Server, User, Workflow } from 'lucide-react'

import type { IdentityKind } from '#lib/facts.ts'

const icons: Record<IdentityKind, typeof User> = { human: User, workload: Box, ci: Workflow, controller: Cog, node: Server, service: Bot, unknown: CircleDashed }
const words: Record<IdentityKind, string> = { human: 'person', workload: 'workload', ci: 'CI', controller: 'controller', node: 'node', service: 'service', unknown: 'kind unknown' }

export function KindIcon({ kind }: { kind: IdentityKind }) {
  const Icon = icons[kind]
  return (
    <span data-tip={words[kind]} className="inline-flex shrink-0 text-muted">
      <Icon size={14} strokeWidth={1.75} role="img" aria-label={words[kind]} aria-hidden={false} />
    </span>
  )
}

export function kindWord(kind: IdentityKind): string {
  return words[kind]
}
