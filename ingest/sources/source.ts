import type { z } from 'zod'
import type { Fact } from '#lib/facts.ts'
import { reasonCodes, type ReasonCode } from '#lib/reason-codes.ts'

/** A configured (source, reader, name) triple; what a record cannot say about itself comes from here. */
export type Feed = {
  name: string
  source: string
  /** The `<cluster>` of Vault and Kubernetes names; by default the feed's name. */
  cluster: string
}

/** What one record said. Total: any JSON value in, a reading out. */
export type Reading = EventReading | PassedReading | RejectedReading

/** An event with facts. */
export type EventReading = {
  kind: 'event'
  /** The store's own identity of the event, scoped by store and account or cluster, never by feed. Hashed before it is stored. */
  key: string
  /** What the store calls the event: eventID, insertId, request.id, auditID. */
  nativeId: string
  /** ISO 8601 UTC, as precise as the record. */
  occurredAt: string
  /** Of two copies of one event the lower rank wins; equal ranks fall to the smaller hash of the facts. 0 is the richest copy. */
  rank: number
  facts: Fact[]
  /** Oddities worth a hint, as reason codes: `nul_char`, `future_event`, `log_raw_value`… */
  flags?: ReasonCode[]
}

/** No facts: `irrelevant` (known to say nothing about secrets), `unknown` (counted by service and event name), or `aside` (digest, insight, test event, pending request). */
export type PassedReading = {
  kind: 'irrelevant' | 'unknown' | 'aside'
  service: string
  event: string
  occurredAt?: string
}

/** Broken: goes to quarantine with its reason, never with its payload. */
export type RejectedReading = {
  kind: 'rejected'
  reason: ReasonCode
  /** Where in the record, as zod paths joined by dots; never a value. */
  path?: string
}

/** Cheap look at a record's own bytes: strings of shallow keys, before any parsing. */
export type Skim = {
  /** Dotted keys that the framing collects, at most two levels: `eventSource`, `protoPayload.serviceName`. */
  keys: readonly string[]
  /** A passed reading when those strings alone prove that the record says nothing; undefined: parse it. */
  pass(values: readonly (string | undefined)[]): PassedReading | undefined
}

export type Source<Raw = unknown> = {
  id: string
  title: string
  /** How sure is it that this JSON value (one framed record, envelope included) is its own? 0 … 1. */
  recognises(value: unknown): number
  /** Takes envelopes off: one framed JSON value → the store's own records (EventBridge, CloudWatch Logs, Pub/Sub, AKS…). Broken envelopes give a rejection. */
  unwrap(value: unknown): (unknown | RejectedReading)[]
  /** Lists only the fields that are read: what it does not list never gets past it. */
  schema: z.ZodType<Raw>
  /** Pure: no I/O, no clock, no state. */
  normalise(record: Raw, feed: Feed): Reading
  /** A look at the unparsed value for what the schema drops (`log_raw` values, RequestResponse bodies). Answers with flags, never with values. */
  inspect?(value: unknown): ReasonCode[]
  skim?: Skim
}

/** Keeps the record's type inside the source and shows the pipeline one type for all. */
export function defineSource<Raw>(source: Source<Raw>): Source {
  return source as Source
}

/** Only our own reason codes count: a raw record that looks like a verdict must not bring its own words into quarantine. */
export function isRejection(value: unknown): value is RejectedReading {
  if (typeof value !== 'object' || value === null) return false
  const { kind, reason } = value as { kind?: unknown; reason?: unknown }
  return kind === 'rejected' && reasonCodes.some((code) => code === reason)
}
