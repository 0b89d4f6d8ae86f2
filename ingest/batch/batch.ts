import type { ReasonCode } from '#lib/reason-codes.ts'
import type { StagedEdge } from './stage-access.ts'

/** What one transaction writes. Lines are COPY text rows; their columns are listed beside each statement in ingest/store. */
export type Batch = {
  feedId: number
  /** Event key → the winning copy inside this batch. */
  events: Map<string, StagedEvent>
  /** Copies of one event inside this batch that differ from the winner, beyond being poorer. */
  conflicts: string[]
  references: Map<string, string>
  identities: Map<string, string>
  aliases: Map<string, string>
  places: Map<string, string>
  clients: Map<string, string>
  edges: Map<string, string>
  /** Edges by all their words, for those that come again. */
  metEdges: Map<string, StagedEdge>
  namings: Map<string, NamingSpan>
  sessions: Set<string>
  /** By hour: `2026-11-01T08`; empty for records without a time. */
  coverage: Map<string, CoverageCount>
  /** By verdict, service and event. */
  passed: Map<string, Map<string, Map<string, PassedCount>>>
  flags: Map<ReasonCode, { count: number; lastAt: string | undefined }>
  quarantine: string[]
  objects: Map<string, ObjectCheckpoint>
  size: { records: number; accesses: number; bytes: number; duplicates: number; quarantined: number; passed: number }
}

/** One event's rows; left behind when another copy wins. */
export type StagedEvent = {
  digest: bigint
  core: bigint
  rank: number
  occurredAt: string
  nativeId: string
  objectId: string
  offset: number
  /** One per target: a record that names the same secret twice has still read it once. */
  accesses: string[]
  traces: string[]
  versions: string[]
  statements: string[]
}

export type NamingSpan = { scope: string; name: string; means: string; firstAt: string; lastAt: string }

export type PassedCount = { count: number; lastAt: string | undefined }

export type CoverageCount = { records: number; events: number; duplicates: number; ignored: number; quarantined: number; firstAt: string; lastAt: string }

export type ObjectCheckpoint = {
  id: string
  name: string
  size: number
  modifiedAt: string
  position: number
  records: number
  state: string
}

export function emptyBatch(feedId: number): Batch {
  return {
    feedId,
    events: new Map(),
    conflicts: [],
    references: new Map(),
    identities: new Map(),
    aliases: new Map(),
    places: new Map(),
    clients: new Map(),
    edges: new Map(),
    metEdges: new Map(),
    namings: new Map(),
    sessions: new Set(),
    coverage: new Map(),
    passed: new Map(),
    flags: new Map(),
    quarantine: [],
    objects: new Map(),
    size: { records: 0, accesses: 0, bytes: 0, duplicates: 0, quarantined: 0, passed: 0 },
  }
}
