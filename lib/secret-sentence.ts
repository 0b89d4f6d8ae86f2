import type { SecretDetail } from './api/get-secret.ts'
import { counted, percent } from './format/count.ts'
import { versionLabel } from './version-label.ts'

const plurals: Record<string, [string, string]> = {
  workload: ['workload', 'workloads'],
  human: ['person', 'people'],
  ci: ['CI job', 'CI jobs'],
  controller: ['controller', 'controllers'],
  node: ['node', 'nodes'],
  service: ['service', 'services'],
  unknown: ['identity of unknown kind', 'identities of unknown kind'],
}

/** `Read by 3 workloads and 1 person in 7 days`; when nobody did, what could have shown it says how much that is worth. */
export function readBySentence(detail: SecretDetail, rangeLabel: string, coverage: number | null): string {
  const kinds = Object.entries(detail.readers.byKind).filter(([, count]) => count > 0)
  if (kinds.length === 0) {
    const worth = coverage === null ? 'no source could have shown one' : `coverage ${percent(coverage)}`
    return `No reads in ${rangeLabel} (${worth})`
  }
  const parts = kinds.sort((a, b) => b[1] - a[1]).map(([kind, count]) => counted(count, ...(plurals[kind] ?? ['identity', 'identities'])))
  return `Read by ${joinWords(parts)} in ${rangeLabel}`
}

export function oldVersionSentence(detail: SecretDetail): string {
  if (detail.activeVersion === null) return 'active version unknown'
  if (detail.oldVersionHolders === null) return 'no switch of versions seen, so nobody is known to hold an old one'
  if (detail.oldVersionHolders.length === 0) return 'nobody still holds an older version'
  const refs = [...new Set(detail.oldVersionHolders.map((holder) => holder.version).filter(Boolean))]
  const what = refs.length === 1 ? `version ${versionLabel(refs[0] ?? '')}` : 'an older version'
  return `${detail.oldVersionHolders.length} still ${detail.oldVersionHolders.length === 1 ? 'holds' : 'hold'} ${what}`
}

export function joinWords(parts: string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
