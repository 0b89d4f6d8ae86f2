import { actions, disclosures, outcomes, type AccessFact, type IdentityReference, type Place, type SecretReference } from '#lib/facts.ts'
import { clientFamily } from '#lib/client-family.ts'
import { isAddress, networkOf } from '#lib/network.ts'
import { identityKinds } from '#lib/facts.ts'
import { copyNull, copyText } from '../store/copy-text.ts'
import type { KeyedIds } from '../store/keyed-ids.ts'
import type { Batch } from './batch.ts'

const userAgentMax = 160

export type StagedEdge = { id: string; refId: string; natural: string }

/** Turns the names in facts into ids and remembers, per batch, the entity rows that must exist for them. */
export class EntityStage {
  private readonly ids: KeyedIds
  private networks = new Map<string, { network: string; ip: string }>()
  private agents = new Map<string, string>()

  constructor(ids: KeyedIds) {
    this.ids = ids
  }

  reference(batch: Batch, reference: SecretReference): string {
    const natural = nameOf(reference)
    const id = this.ids.id('reference', natural)
    if (!batch.references.has(id)) batch.references.set(id, row(id, natural, reference.form, reference.uri, reference.store))
    return id
  }

  identity(batch: Batch, identity: IdentityReference): string {
    const natural = nameOf(identity)
    const id = this.ids.id('identity', natural)
    const seen = `${id}|${identity.kind}|${identity.displayName}`
    if (!batch.identities.has(seen)) batch.identities.set(seen, row(id, natural, identity.form, identity.uri, String(identityKinds.indexOf(identity.kind)), identity.displayName))
    for (const alias of identity.aliases ?? []) if (alias !== '' && alias !== identity.uri) batch.aliases.set(`${id}|${alias}`, row(id, alias))
    return id
  }

  place(batch: Batch, place: Place): string {
    const parts = this.placeParts(place)
    const id = this.ids.id('place', parts.join('\0'))
    if (!batch.places.has(id)) batch.places.set(id, row(id, ...parts))
    return id
  }

  /** The address for the `inet` column, or NULL's mark. */
  ip(place: Place): string {
    return this.address(place.ip).ip
  }

  client(batch: Batch, userAgent: string | undefined): string {
    const agent = this.agent(userAgent ?? '')
    const id = this.ids.id('client', agent)
    if (!batch.clients.has(id)) batch.clients.set(id, row(id, clientFamily(agent), agent))
    return id
  }

  credential(credential: string | undefined): string {
    return credential === undefined ? copyNull : this.ids.id('credential', credential)
  }

  /**
   * The edge an access counts on; `natural` says all it shares with its kind in names, not ids: copies of an event are told apart by it, on every installation alike.
   * Most accesses of a batch fall on edges that it has met before: their rows are staged already.
   */
  edge(batch: Batch, access: AccessFact): StagedEdge {
    const { target, actor, subject, place } = access
    const { version, stage } = versionOf(access)
    const { network } = this.address(place.ip)
    const natural = `${nameOf(target)}\0${nameOf(actor)}\0${subject ? nameOf(subject) : ''}\0${access.action}\0${access.outcome}\0${access.code ?? ''}\0${access.disclosed}\0${access.precision}\0${version}\0${stage}\0${place.account ?? ''}\0${place.region ?? ''}\0${place.cluster ?? ''}\0${place.namespace ?? ''}\0${network}\0${this.agent(access.userAgent ?? '')}\0${access.effective ?? ''}\0${access.via ?? ''}`
    const worded = `${natural}\0${actor.kind}\0${actor.displayName}\0${subject ? `${subject.kind}\0${subject.displayName}` : ''}`
    const met = batch.metEdges.get(worded)
    if (met !== undefined && actor.aliases === undefined && subject?.aliases === undefined) return met
    const edge = this.stageEdge(batch, access, natural, version, stage)
    batch.metEdges.set(worded, edge)
    return edge
  }

  private stageEdge(batch: Batch, access: AccessFact, natural: string, version: string, stage: string): StagedEdge {
    const refId = this.reference(batch, access.target)
    const actorId = this.identity(batch, access.actor)
    const subjectId = access.subject === undefined ? copyNull : this.identity(batch, access.subject)
    const dimensions = [
      refId, actorId, subjectId, String(actions.indexOf(access.action)), String(outcomes.indexOf(access.outcome)), access.code ?? '',
      String(disclosures.indexOf(access.disclosed)), access.precision === 'exact' ? '0' : '1', version, stage,
      this.place(batch, access.place), this.client(batch, access.userAgent), access.effective ?? '', access.via ?? '',
    ]
    const id = this.ids.id('edge', dimensions.join('\0'))
    if (!batch.edges.has(id)) batch.edges.set(id, row(id, ...dimensions))
    return { id, refId, natural }
  }

  private placeParts(place: Place): string[] {
    return [place.account ?? '', place.region ?? '', place.cluster ?? '', place.namespace ?? '', this.address(place.ip).network]
  }

  private address(ip: string | undefined): { network: string; ip: string } {
    const logged = ip ?? ''
    let found = this.networks.get(logged)
    if (!found) {
      found = { network: networkOf(logged), ip: isAddress(logged) ? logged : copyNull }
      if (this.networks.size > 50_000) this.networks = new Map()
      this.networks.set(logged, found)
    }
    return found
  }

  private agent(userAgent: string): string {
    let found = this.agents.get(userAgent)
    if (found === undefined) {
      found = cleaned(userAgent)
      if (this.agents.size > 20_000) this.agents = new Map()
      this.agents.set(userAgent, found)
    }
    return found
  }
}

/** What a reference is stored under: one uri may be said in several forms. */
export function nameOf({ form, uri }: { form: string; uri: string }): string {
  return form === 'exact' ? uri : `${form}|${uri}`
}

/** A lease is the version of an issued credential: one per event, so it does not become part of the edge. */
function versionOf(access: AccessFact): { version: string; stage: string } {
  if (access.version === undefined || access.action === 'issue') return { version: '', stage: '' }
  return access.version.evidence === 'observed' ? { version: access.version.ref, stage: '' } : { version: '', stage: access.version.stage }
}

function cleaned(userAgent: string): string {
  // oxlint-disable-next-line no-control-regex -- hostile user agents carry control characters on purpose
  return userAgent.replace(/[\u0000-\u001f\u007f]+/g, ' ').slice(0, userAgentMax).toWellFormed()
}

export function row(...values: string[]): string {
  return values.map((value) => (value === copyNull ? value : copyText(value))).join('\t')
}
