import { actions, disclosures, outcomes, type Disclosure, type Outcome } from '#lib/facts.ts'
import type { PlaceSummary } from '#lib/api/place-summary.ts'
import type { VersionReads } from '#lib/api/value-reads.ts'
import type { IdentitySummary } from '#lib/api/identity-summary.ts'
import { edgeCounts } from './edge-counts.ts'
import { identityJson, nameOfCode, placeJson } from './entity-json.ts'
import { successCode, valueActionCodes, type valueActions } from './fact-codes.ts'
import { isoTime, sql, type Database, type Sql } from './sql.ts'
import { inRange, inWholeDays, touchesDay, wholeDays, type TimeRange } from './time-range.ts'

/** What the value accesses of one key (a reader, or a secret) share, with how many they are. */
export type ValueReadGroup = {
  key: string
  action: (typeof valueActions)[number]
  outcome: Outcome
  disclosed: Disclosure
  candidate: boolean
  effective: string
  via: string
  /** The identity a person acted as. */
  actedAs: IdentitySummary | null
  place: PlaceSummary
  n: number
  firstAt: string
  lastAt: string
}
export type ValueVersionGroup = VersionReads & { key: string }
export type ValueReads = { groups: ValueReadGroup[]; versions: ValueVersionGroup[]; knownSince: Map<string, string> }

/** The reader is the person proven to be behind the session, else who acted. */
const readerReference = sql`coalesce(e.subject_id, e.actor_id)`

/** OFFSET keeps the subquery as it is: one probe per edge, however few rows the planner expects (it once compared every edge with every identity). */
const keys = {
  reader: { join: sql`CROSS JOIN LATERAL (SELECT r.identity_id FROM identity_reference r WHERE r.id = ${readerReference} OFFSET 0) k`, key: sql`k.identity_id` },
  secret: { join: sql`JOIN secret_reference k ON k.id = e.ref_id`, key: sql`k.secret_id` },
}

/** The value accesses on edges `e` that `where` selects (the viewer's scope is in it), by reader or by secret. */
export async function loadValueReads(db: Database, where: Sql, by: keyof typeof keys, range: TimeRange): Promise<ValueReads> {
  const ofValues = sql`e.action = ANY(${valueActionCodes}::int[]) AND ${where}`
  const [groups, versions, known] = await Promise.all([
    loadGroups(db, ofValues, by, range),
    loadVersions(db, ofValues, by, range),
    loadKnownSince(db, ofValues, by),
  ])
  return { groups, versions, knownSince: new Map(known.map((row) => [row.key, row.firstAt])) }
}

function loadGroups(db: Database, where: Sql, by: keyof typeof keys, range: TimeRange): Promise<ValueReadGroup[]> {
  return db.$queryRaw<ValueReadGroup[]>`
    WITH ${edgeCounts(where, range, 'both')},
    grouped AS (
      SELECT ${keys[by].key} AS key, e.action, e.outcome, e.disclosed, e.precision, e.place_id, e.effective, e.via, h.identity_id AS acted_as,
        sum(c.n)::float8 AS n, min(c.first_at) AS first_at, max(c.last_at) AS last_at
      FROM counted c JOIN edge e ON e.ref_id = c.ref_id AND e.id = c.id ${keys[by].join}
        LEFT JOIN identity_reference h ON h.id = e.actor_id AND e.subject_id IS NOT NULL
      WHERE ${keys[by].key} IS NOT NULL
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    )
    SELECT g.key::text AS key, ${nameOfCode(actions, sql`g.action`)} AS action, ${nameOfCode(outcomes, sql`g.outcome`)} AS outcome,
      ${nameOfCode(disclosures, sql`g.disclosed`)} AS disclosed, g.precision <> 0 AS candidate, g.effective, g.via,
      CASE WHEN i.id IS NULL THEN NULL ELSE ${identityJson(sql`i`)} END AS "actedAs", ${placeJson(sql`p`)} AS place, g.n,
      ${isoTime(sql`g.first_at`)} AS "firstAt", ${isoTime(sql`g.last_at`)} AS "lastAt"
    FROM grouped g JOIN place p ON p.id = g.place_id LEFT JOIN identity i ON i.id = g.acted_as`
}

/** Only successful requests that name the secret have a version; what no evidence covers is `unknown`. */
function loadVersions(db: Database, where: Sql, by: keyof typeof keys, range: TimeRange): Promise<ValueVersionGroup[]> {
  const successful = sql`e.outcome = ${successCode} AND e.precision = 0 AND ${where}`
  return db.$queryRaw<ValueVersionGroup[]>`
    WITH ${edgeCounts(successful, range, 'last')},
    known AS (
      SELECT c.ref_id, c.id, e.version AS ref, 'observed' AS evidence, c.n, c.last_at
      FROM counted c JOIN edge e ON e.ref_id = c.ref_id AND e.id = c.id WHERE e.version <> ''
      UNION ALL
      SELECT c.ref_id, c.id, d.version, d.evidence, sum(v.n), max(v.last_at)
      FROM counted c JOIN edge e ON e.ref_id = c.ref_id AND e.id = c.id AND e.version = ''
        JOIN edge_version_day d ON d.ref_id = c.ref_id AND d.edge_id = c.id AND ${wholeDays(range).aligned ? inWholeDays(sql`d.day`, range) : touchesDay(sql`d.day`, range)}
        CROSS JOIN LATERAL (${readsOfDay(range)}) v WHERE v.n > 0 GROUP BY 1, 2, 3, 4
    ),
    every AS (
      SELECT * FROM known
      UNION ALL
      SELECT c.ref_id, c.id, '', 'unknown', c.n - coalesce(s.n, 0), c.last_at
      FROM counted c LEFT JOIN (SELECT o.ref_id, o.id, sum(o.n) AS n FROM known o GROUP BY 1, 2) s ON s.ref_id = c.ref_id AND s.id = c.id
      WHERE c.n > coalesce(s.n, 0)
    )
    SELECT ${keys[by].key}::text AS key, v.ref, v.evidence, sum(v.n)::float8 AS reads, ${isoTime(sql`max(v.last_at)`)} AS "lastReadAt"
    FROM every v JOIN edge e ON e.ref_id = v.ref_id AND e.id = v.id ${keys[by].join}
    WHERE ${keys[by].key} IS NOT NULL
    GROUP BY ${keys[by].key}, v.ref, v.evidence ORDER BY max(v.last_at) DESC, v.ref, v.evidence`
}

/** How many of a derived row's reads lie in the range; at the partial days of the range its events are counted, cut by its first and last time. */
function readsOfDay(range: TimeRange): Sql {
  if (wholeDays(range).aligned) return sql`SELECT d.count::bigint AS n, d.last_at`
  const whole = sql`${inRange(sql`d.first_at`, range)} AND ${inRange(sql`d.last_at`, range)}`
  return sql`
    SELECT d.count::bigint AS n, d.last_at WHERE ${whole}
    UNION ALL
    SELECT least(d.count, count(*)), max(a.occurred_at) FROM access a
    WHERE NOT (${whole}) AND a.ref_id = d.ref_id AND a.edge_id = d.edge_id AND a.occurred_at BETWEEN d.first_at AND d.last_at AND ${inRange(sql`a.occurred_at`, range)}`
}

function loadKnownSince(db: Database, where: Sql, by: keyof typeof keys): Promise<{ key: string; firstAt: string }[]> {
  return db.$queryRaw<{ key: string; firstAt: string }[]>`
    SELECT ${keys[by].key}::text AS key, ${isoTime(sql`min(e.first_at)`)} AS "firstAt"
    FROM edge e ${keys[by].join} WHERE e.outcome = ${successCode} AND e.precision = 0 AND ${where} AND ${keys[by].key} IS NOT NULL GROUP BY ${keys[by].key}`
}
