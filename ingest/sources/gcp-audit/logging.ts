import type { LoggingFact } from '#lib/facts.ts'
import type { Call } from './call.ts'

/** Sinks carry entries to where we read them; exclusions drop them before that; buckets keep them. */
const changes = new Map(Object.entries<LoggingFact['change']>({
  CreateSink: 'started',
  UpdateSink: 'changed',
  DeleteSink: 'stopped',
  CreateExclusion: 'narrowed',
  UpdateExclusion: 'changed',
  DeleteExclusion: 'widened',
  UpdateBucket: 'changed',
  DeleteBucket: 'stopped',
  UndeleteBucket: 'started',
  DeleteLog: 'changed',
  UpdateSettings: 'changed',
}))

export function logging(call: Call): LoggingFact[] | 'irrelevant' {
  const change = call.method === 'UpdateSink' && call.audit.request?.sink?.disabled ? 'stopped' : changes.get(call.method)
  return change ? [{ fact: 'logging', on: call.resource, change, actor: call.actor, outcome: call.outcome }] : 'irrelevant'
}
