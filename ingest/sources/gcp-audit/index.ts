import { defineSource } from '../source.ts'
import { normalise } from './normalise.ts'
import { recognises } from './recognises.ts'
import { LogEntry } from './schema.ts'
import { saysNothing } from './services.ts'
import { parseInstant } from '#lib/instant.ts'
import { unwrap } from './unwrap.ts'

export const gcpAudit = defineSource<LogEntry>({
  id: 'gcp-audit',
  title: 'Google Cloud audit logs',
  recognises,
  unwrap: (value) => unwrap(value),
  schema: LogEntry,
  normalise,
  skim: {
    keys: ['protoPayload.serviceName', 'protoPayload.methodName', 'timestamp'],
    pass: ([service, event, timestamp]) => (service && saysNothing(service, event) ? { kind: 'irrelevant', service, event: event ?? '', occurredAt: parseInstant(timestamp) } : undefined),
  },
})
