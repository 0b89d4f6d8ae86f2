import type { IdentityKind } from './facts.ts'

const words: Record<IdentityKind, string> = { human: 'person', workload: 'workload', ci: 'CI', controller: 'controller', node: 'node', service: 'service', unknown: 'kind unknown' }

export function kindWord(kind: IdentityKind): string {
  return words[kind]
}
