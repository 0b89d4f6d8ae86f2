import { defineSource } from '../source.ts'
import { recognises, unwrap } from './envelope.ts'
import { normalise } from './normalise.ts'
import { AuditRecord } from './schema.ts'
import { skim } from './skim.ts'

export const kubernetesAudit = defineSource({
  id: 'kubernetes-audit',
  title: 'Kubernetes audit',
  recognises,
  unwrap: (value) => unwrap(value),
  schema: AuditRecord,
  normalise,
  skim,
})
