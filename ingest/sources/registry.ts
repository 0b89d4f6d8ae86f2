import { cloudtrail } from './cloudtrail/index.ts'
import { gcpAudit } from './gcp-audit/index.ts'
import { kubernetesAudit } from './kubernetes-audit/index.ts'
import { vaultAudit } from './vault-audit/index.ts'
import type { Source } from './source.ts'

/** The one list of sources; a test compares it with the folders on disk. */
export const sources: readonly Source[] = [cloudtrail, gcpAudit, kubernetesAudit, vaultAudit]

export function sourceById(id: string): Source | undefined {
  return sources.find((source) => source.id === id)
}
