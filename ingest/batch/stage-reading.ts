import { hash } from 'node:crypto'
import type { AccessFact, Fact, SessionFact, TraceFact, VersionFact } from '#lib/facts.ts'
import { parseInstant, toMicroseconds } from '#lib/instant.ts'
import type { ReasonCode } from '#lib/reason-codes.ts'
import type { EventReading, PassedReading, Reading } from '../sources/source.ts'
import { copyNull, copyText } from '../store/copy-text.ts'
import type { KeyedIds } from '../store/keyed-ids.ts'
import type { Batch, CoverageCount, PassedCount, StagedEvent } from './batch.ts'
import { EntityStage, nameOf, row } from './stage-access.ts'
import { statementOf } from './statement.ts'

/** Where a record's bytes are: they find it again in the archive and prove that it is the same. */
export type Provenance = { objectId: string; objectName: string; offset: number; length: number; sha256: string }

/** Adds what one record said to the batch. Pure but for the ids' cache. */
export class ReadingStage {
  private readonly ids: KeyedIds
  private readonly entities: EntityStage
  /** What the event at hand has named already: one record naming a secret twice is one access. */
  private readonly targets = new Set<string>()

  constructor(ids: KeyedIds) {
    this.ids = ids
    this.entities = new EntityStage(ids)
  }

  add(batch: Batch, reading: Reading, at: Provenance): void {
    if (reading.kind === 'event') this.addEvent(batch, reading, at)
    else if (reading.kind === 'rejected') this.addRejected(batch, reading.reason, reading.path ?? '', at)
    else this.addPassed(batch, reading)
  }

  addPassed(batch: Batch, reading: PassedReading): void {
    batch.size.passed++
    const lastAt = plausible(reading.occurredAt)
    const seen = passedOf(batch, reading)
    seen.count++
    if (lastAt !== undefined && (seen.lastAt === undefined || lastAt > seen.lastAt)) seen.lastAt = lastAt
    coverageOf(batch, lastAt).ignored++
  }

  addRejected(batch: Batch, reason: ReasonCode, path: string, at: Provenance): void {
    batch.size.quarantined++
    batch.quarantine.push(row(String(batch.feedId), at.objectName, String(at.offset), String(at.length), reason, path, `\\x${at.sha256}`))
    coverageOf(batch, undefined).quarantined++
  }

  flag(batch: Batch, flag: ReasonCode, occurredAt?: string): void {
    const seen = batch.flags.get(flag)
    if (!seen) batch.flags.set(flag, { count: 1, lastAt: occurredAt })
    else {
      seen.count++
      if (occurredAt !== undefined && (seen.lastAt === undefined || occurredAt > seen.lastAt)) seen.lastAt = occurredAt
    }
  }

  private addEvent(batch: Batch, reading: EventReading, at: Provenance): void {
    const occurredAt = toMicroseconds(reading.occurredAt)
    for (const flag of reading.flags ?? []) this.flag(batch, flag, occurredAt)
    const key = this.ids.uuid(reading.key)
    const staged = this.stage(batch, { ...reading, occurredAt }, key, at)
    const hour = coverageOf(batch, occurredAt)
    const known = batch.events.get(key)
    if (!known) {
      batch.events.set(key, staged)
      batch.size.accesses += staged.accesses.length + staged.traces.length
      hour.events++
      return
    }
    hour.duplicates++
    batch.size.duplicates++
    if (staged.digest === known.digest) return
    const [winner, loser] = staged.digest < known.digest ? [staged, known] : [known, staged]
    if (winner.rank === loser.rank && winner.core !== loser.core) batch.conflicts.push(conflictRow(key, loser, batch.feedId))
    batch.events.set(key, winner)
  }

  private stage(batch: Batch, reading: EventReading, key: string, at: Provenance): StagedEvent {
    this.targets.clear()
    const staged: StagedEvent = {
      digest: 0n, core: 0n, rank: reading.rank, occurredAt: reading.occurredAt, nativeId: reading.nativeId,
      objectId: at.objectId, offset: at.offset, accesses: noRows, traces: noRows, versions: noRows, statements: noRows,
    }
    const said: string[] = [reading.occurredAt]
    // Without the time: two audit devices of one Vault log a call some microseconds apart.
    const core: string[] = ['']
    for (const fact of reading.facts) {
      const natural = this.stageFact(batch, staged, fact, reading, key, at)
      if (natural === '') continue
      said.push(natural)
      core.push(coreOf(fact, natural))
    }
    staged.digest = digestOf(reading.rank, said)
    staged.core = digestOf(0, core)
    return staged
  }

  /** Answers the canonical text of the fact, empty for knowledge (namings, sessions) that copies of one event may word differently. */
  private stageFact(batch: Batch, staged: StagedEvent, fact: Fact, reading: EventReading, key: string, at: Provenance): string {
    switch (fact.fact) {
      case 'access': return this.access(batch, staged, fact, reading, key, at)
      case 'trace': return this.trace(batch, staged, fact, reading, key, at)
      case 'version': return this.version(batch, staged, fact, reading, key)
      case 'session': return this.session(batch, fact, reading, key)
      case 'naming': return addNaming(batch, fact.scope, fact.name, fact.means, reading.occurredAt)
      default: {
        if (fact.fact === 'identity') this.entities.identity(batch, fact.identity)
        const said = statementOf(fact)
        staged.statements = withRow(staged.statements, row(key, String(staged.statements.length), fact.fact, said.about, said.change, reading.occurredAt, String(batch.feedId), reading.nativeId, said.data))
        return `${fact.fact}\0${said.about}\0${said.change}\0${said.data}`
      }
    }
  }

  private access(batch: Batch, staged: StagedEvent, fact: AccessFact, reading: EventReading, key: string, at: Provenance): string {
    const edge = this.entities.edge(batch, fact)
    const ip = this.entities.ip(fact.place)
    if (this.targets.has(edge.refId)) return ''
    if (reading.facts.length > 1) this.targets.add(edge.refId)
    // Joined, not added up: one flat string, which is what the batch holds on to.
    staged.accesses = withRow(staged.accesses, [edge.refId, reading.occurredAt, key, edge.id, at.objectId, at.offset, at.length, batch.feedId, 'f', this.entities.credential(fact.credential), `\\\\x${at.sha256}`, copyText(reading.nativeId), ip].join('\t'))
    return `access\0${edge.natural}\0${ip}`
  }

  private trace(batch: Batch, staged: StagedEvent, fact: TraceFact, reading: EventReading, key: string, at: Provenance): string {
    const refId = this.entities.reference(batch, fact.target)
    const actorId = this.entities.identity(batch, fact.actor)
    const version = fact.version?.ref ?? ''
    const ip = this.entities.ip(fact.place)
    const edge = this.entities.edge(batch, {
      fact: 'access', target: fact.target, precision: 'exact', actor: fact.actor, subject: fact.subject, action: 'read', outcome: 'success',
      disclosed: 'yes', version: fact.version, place: fact.place, userAgent: fact.userAgent,
    })
    staged.traces = withRow(staged.traces, row(refId, reading.occurredAt, key, actorId, edge.id, version, fact.standsAlone ? 't' : 'f', at.objectId, String(at.offset), String(at.length), String(batch.feedId), `\\x${at.sha256}`, reading.nativeId, ip))
    return `trace\0${edge.natural}\0${ip}\0${fact.standsAlone}`
  }

  private version(batch: Batch, staged: StagedEvent, fact: VersionFact, reading: EventReading, key: string): string {
    const refId = this.entities.reference(batch, fact.target)
    const actorId = this.entities.identity(batch, fact.actor)
    staged.versions = withRow(staged.versions, row(refId, key, fact.ref, fact.change, fact.stage ?? '', reading.occurredAt, actorId))
    return `version\0${nameOf(fact.target)}\0${fact.ref}\0${fact.change}\0${fact.stage ?? ''}`
  }

  private session(batch: Batch, fact: SessionFact, reading: EventReading, key: string): string {
    const credentialId = this.entities.credential(fact.credential)
    const identityId = this.entities.identity(batch, fact.identity)
    const subjectId = fact.subject === undefined ? copyNull : this.entities.identity(batch, fact.subject)
    const expiresAt = fact.expiresAt === undefined ? copyNull : toMicroseconds(fact.expiresAt)
    batch.sessions.add(row(credentialId, key, fact.credential, fact.method, identityId, subjectId, fact.sessionName ?? '', reading.occurredAt, expiresAt, JSON.stringify(fact.details ?? {}).replaceAll('\\u0000', '\ufffd').toWellFormed()))
    return ''
  }
}

/** Most events have one access and nothing else: a batch holds thousands of them, so what is empty is shared. */
const noRows: string[] = []

function withRow(rows: string[], line: string): string[] {
  if (rows === noRows) return [line]
  rows.push(line)
  return rows
}

function addNaming(batch: Batch, scope: string, name: string, means: string, at: string): '' {
  const key = `${scope}\0${name}\0${means}`
  const span = batch.namings.get(key)
  if (!span) batch.namings.set(key, { scope, name, means, firstAt: at, lastAt: at })
  else if (at < span.firstAt) span.firstAt = at
  else if (at > span.lastAt) span.lastAt = at
  return ''
}

/** What two audit devices with different salts still agree on. */
function coreOf(fact: Fact, natural: string): string {
  if (fact.fact !== 'access') return natural.replace(/[0-9a-f]{64}/g, 'hmac')
  const salted = fact.actor.form === 'vault-token' || fact.target.form === 'vault-wrap'
  return salted ? `access\0${fact.action}\0${fact.outcome}\0${fact.code ?? ''}` : natural
}

/** Smaller wins: the rank leads, 58 bits of SHA-256 follow. */
function digestOf(rank: number, said: string[]): bigint {
  const text = hash('sha256', said.length > 2 ? [said[0], ...said.slice(1).sort()].join('\x01') : said.join('\x01'), 'hex')
  return (BigInt(Math.min(rank, 15)) << 58n) | (BigInt(`0x${text.slice(0, 15)}`) >> 2n)
}

export function conflictRow(key: string, loser: StagedEvent, feedId: number): string {
  return row(key, String(loser.digest), loser.nativeId, String(feedId), loser.objectId, String(loser.offset), loser.occurredAt)
}

/** Nested maps: in an organisation's trail this is asked for nearly every record, and no key is put together for it. */
function passedOf(batch: Batch, { kind, service, event }: PassedReading): PassedCount {
  let services = batch.passed.get(kind)
  if (!services) batch.passed.set(kind, (services = new Map()))
  let events = services.get(service)
  if (!events) services.set(service, (events = new Map()))
  let count = events.get(event)
  if (!count) events.set(event, (count = { count: 0, lastAt: undefined }))
  return count
}

function coverageOf(batch: Batch, occurredAt: string | undefined): CoverageCount {
  const hour = occurredAt === undefined ? '' : occurredAt.slice(0, 13)
  let count = batch.coverage.get(hour)
  if (!count) batch.coverage.set(hour, (count = { records: 0, events: 0, duplicates: 0, ignored: 0, quarantined: 0, firstAt: occurredAt ?? '', lastAt: occurredAt ?? '' }))
  count.records++
  if (occurredAt !== undefined) {
    if (occurredAt < count.firstAt || count.firstAt === '') count.firstAt = occurredAt
    if (occurredAt > count.lastAt) count.lastAt = occurredAt
  }
  return count
}

/** A time that nobody has validated yet (read off an unparsed record), or nothing. */
function plausible(iso: string | undefined): string | undefined {
  const instant = parseInstant(iso)
  return instant === undefined ? undefined : toMicroseconds(instant)
}
