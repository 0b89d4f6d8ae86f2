import { actions, outcomes, type Action, type Outcome } from '#lib/facts.ts'
import type { IdentitySummary, NamedIdentity } from '#lib/api/identity-summary.ts'
import type { ListWritersFilter, Writer } from '#lib/api/list-writers.ts'
import type { Viewer } from '#lib/viewer.ts'
import { edgeCounts } from './edge-counts.ts'
import { identityJson, namedIdentityJson, nameOfCode } from './entity-json.ts'
import { changeActionCodes } from './fact-codes.ts'
import { compareNewest, earlier, hopsOf, later } from './fold-value-reads.ts'
import { edgesOf, loadVisibleSecret, type VisibleSecret } from './load-visible-secret.ts'
import { isoTime, sql, type Database } from './sql.ts'
import { rangeOf, type TimeRange } from './time-range.ts'

type ChangeGroup = {
  identity: NamedIdentity
  action: Action
  outcome: Outcome
  effective: string
  via: string
  actedAs: IdentitySummary | null
  n: number
  firstAt: string
  lastAt: string
}

/** Who changed the secret, or tried to; the last change first. */
export async function listWriters(db: Database, viewer: Viewer, filter: ListWritersFilter): Promise<{ items: Writer[]; nextCursor: string | null }> {
  const range = rangeOf(filter)
  return { items: await loadWriters(db, await loadVisibleSecret(db, viewer, filter.id), range), nextCursor: null }
}

/** For a secret that the viewer may see. */
export async function loadWriters(db: Database, secret: VisibleSecret, range: TimeRange): Promise<Writer[]> {
  const writers = new Map<string, Writer>()
  for (const group of await loadGroups(db, secret, range)) {
    const writer: Writer = writers.get(group.identity.id) ?? { identity: group.identity, via: [], firstChangedAt: null, lastChangedAt: null, changes: 0, denied: 0, errors: 0, actions: [] }
    writers.set(group.identity.id, writer)
    addGroup(writer, group)
  }
  const position = (writer: Writer) => ({ at: writer.lastChangedAt, name: writer.identity.uri })
  return [...writers.values()].toSorted((one, other) => compareNewest(position(one), position(other)))
}

function addGroup(writer: Writer, group: ChangeGroup): void {
  for (const hop of hopsOf(group)) if (!writer.via.some((known) => known.kind === hop.kind && known.uri === hop.uri)) writer.via.push(hop)
  if (group.outcome === 'denied') writer.denied += group.n
  else if (group.outcome !== 'success') writer.errors += group.n
  else {
    writer.changes += group.n
    writer.firstChangedAt = earlier(writer.firstChangedAt, group.firstAt)
    writer.lastChangedAt = later(writer.lastChangedAt, group.lastAt)
    const known = writer.actions.find((done) => done.action === group.action)
    if (!known) writer.actions.push({ action: group.action, changes: group.n, lastAt: group.lastAt })
    else {
      known.changes += group.n
      known.lastAt = later(known.lastAt, group.lastAt)
    }
  }
}

function loadGroups(db: Database, secret: VisibleSecret, range: TimeRange): Promise<ChangeGroup[]> {
  return db.$queryRaw<ChangeGroup[]>`
    WITH ${edgeCounts(sql`${edgesOf(secret)} AND e.action = ANY(${changeActionCodes}::int[])`, range, 'both')},
    grouped AS (
      SELECT k.identity_id, e.action, e.outcome, e.effective, e.via, h.identity_id AS acted_as, sum(c.n)::float8 AS n, min(c.first_at) AS first_at, max(c.last_at) AS last_at
      FROM counted c JOIN edge e ON e.ref_id = c.ref_id AND e.id = c.id JOIN identity_reference k ON k.id = coalesce(e.subject_id, e.actor_id)
        LEFT JOIN identity_reference h ON h.id = e.actor_id AND e.subject_id IS NOT NULL
      GROUP BY 1, 2, 3, 4, 5, 6
    )
    SELECT ${namedIdentityJson(sql`i`)} AS identity, ${nameOfCode(actions, sql`g.action`)} AS action, ${nameOfCode(outcomes, sql`g.outcome`)} AS outcome,
      g.effective, g.via, CASE WHEN a.id IS NULL THEN NULL ELSE ${identityJson(sql`a`)} END AS "actedAs", g.n, ${isoTime(sql`g.first_at`)} AS "firstAt", ${isoTime(sql`g.last_at`)} AS "lastAt"
    FROM grouped g JOIN identity i ON i.id = g.identity_id LEFT JOIN identity a ON a.id = g.acted_as
    ORDER BY g.last_at DESC, g.action`
}
