import type { ReasonCode } from '#lib/reason-codes.ts'
import { isRejection, type Feed, type Reading, type Source } from './source.ts'

/** One framed JSON value → what its records say. Total: never throws for any JSON value. */
export function readValue(source: Source, value: unknown, feed: Feed): Reading[] {
  return source.unwrap(value).map((record) => (isRejection(record) ? record : readRecord(source, record, feed)))
}

function readRecord(source: Source, record: unknown, feed: Feed): Reading {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return { kind: 'rejected', reason: 'record_not_object' }
  const parsed = source.schema.safeParse(record)
  if (!parsed.success) return { kind: 'rejected', reason: 'schema_mismatch', path: parsed.error.issues[0]?.path.join('.') }
  const reading = source.normalise(parsed.data, feed)
  const flags = source.inspect?.(record) ?? []
  return reading.kind === 'event' && flags.length > 0 ? withFlags(reading, flags) : reading
}

function withFlags(reading: Extract<Reading, { kind: 'event' }>, flags: ReasonCode[]): Reading {
  return { ...reading, flags: [...new Set([...(reading.flags ?? []), ...flags])] }
}
