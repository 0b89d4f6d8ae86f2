import type { Pattern } from '#lib/search/search-node.ts'
import { likePattern, sql, type Sql } from './sql.ts'

/** The rows of the deriver that say which version this event got; the aliases are `e`, `a` and `d`. */
const derived = sql`FROM edge_version_day d WHERE e.version = '' AND d.ref_id = a.ref_id AND d.edge_id = a.edge_id
  AND d.day = (a.occurred_at AT TIME ZONE 'UTC')::date AND a.occurred_at BETWEEN d.first_at AND d.last_at AND d.version <> ''`

/** The version that is current at the event's moment is known, and this is another one that was current before. */
function isOld(version: Sql): Sql {
  return sql`EXISTS (SELECT FROM secret_reference r JOIN version v ON v.secret_id = r.secret_id
    WHERE r.id = a.ref_id AND v.ref = ${version} AND v.current_to <= a.occurred_at)`
}

function isCurrent(version: Sql): Sql {
  return sql`EXISTS (SELECT FROM secret_reference r JOIN version v ON v.secret_id = r.secret_id
    WHERE r.id = a.ref_id AND v.ref = ${version} AND v.current_from <= a.occurred_at AND (v.current_to IS NULL OR v.current_to > a.occurred_at))`
}

/** `version:old` and `version:current` compare with the timeline at the moment of the event, `version:unknown` has none; anything else names one. */
export function versionTerm(pattern: Pattern): Sql {
  const word = pattern.parts.length === 1 ? pattern.parts[0]?.toLowerCase() : undefined
  if (word === 'unknown') return sql`(e.version = '' AND NOT EXISTS (SELECT ${derived}))`
  if (word === 'old') return sql`(${isOld(sql`e.version`)} OR EXISTS (SELECT ${derived} AND ${isOld(sql`d.version`)}))`
  if (word === 'current') return sql`(${isCurrent(sql`e.version`)} OR EXISTS (SELECT ${derived} AND ${isCurrent(sql`d.version`)}))`
  const like = likePattern(pattern.parts)
  return sql`((e.version <> '' AND e.version ILIKE ${like}) OR EXISTS (SELECT ${derived} AND d.version ILIKE ${like}))`
}
