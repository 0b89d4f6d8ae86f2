import { actions, disclosures, identityKinds, outcomes } from '#lib/facts.ts'
import { InvalidFilter } from '#lib/errors.ts'
import { parseSearch } from '#lib/search/parse-search.ts'
import type { Pattern, PatternField, SearchNode, SearchTerm } from '#lib/search/search-node.ts'
import { joinSql, likePattern, sql, type Sql } from './sql.ts'
import { versionTerm } from './version-term.ts'

/**
 * A search as conditions. `edges` is over `edge e` and lets every edge through that can have a matching event; `events` is over
 * `edge e` and `access a` and is exact. When `exactOnEdges`, the first alone is exact: nothing needs event rows to be counted.
 */
export type CompiledSearch = { edges: Sql; events: Sql; exactOnEdges: boolean; empty: boolean }

/** Throws `InvalidFilter` with the column. Every text of the search becomes a parameter. */
export function compileSearch(text: string | undefined): CompiledSearch {
  const search = parseSearch(text ?? '')
  if (!search.ok) throw new InvalidFilter('q', `Column ${search.error.column}: ${search.error.message}.`, search.error.column)
  if (search.node === null) return { edges: sql`TRUE`, events: sql`TRUE`, exactOnEdges: true, empty: true }
  // In parentheses: the conditions stand beside the viewer's scope, and an OR must not let anybody out of it.
  return { edges: sql`(${compile(search.node, 'edges', true)})`, events: sql`(${compile(search.node, 'events', true)})`, exactOnEdges: isExactOnEdges(search.node), empty: false }
}

function isExactOnEdges(node: SearchNode): boolean {
  if (node.type === 'not') return isExactOnEdges(node.node)
  if (node.type === 'and' || node.type === 'or') return node.nodes.every(isExactOnEdges)
  return !needsEvent(node)
}

function needsEvent(term: SearchTerm): boolean {
  return term.type === 'address' || (term.type === 'pattern' && (term.field === 'version' || term.field === 'feed'))
}

/** `wanted` is false below an odd number of minus signs: what only an event can decide lets the edge through either way. */
function compile(node: SearchNode, level: 'edges' | 'events', wanted: boolean): Sql {
  if (node.type === 'not') return compile(node.node, level, !wanted)
  if (node.type === 'and' || node.type === 'or') {
    const together = (node.type === 'and') === wanted
    return joinSql(node.nodes.map((inner) => sql`(${compile(inner, level, wanted)})`), together ? ' AND ' : ' OR ')
  }
  if (level === 'edges' && needsEvent(node)) return sql`TRUE`
  const condition = compileTerm(node)
  return wanted ? condition : sql`NOT (${condition})`
}

/** Never NULL, so that its negation is its opposite. */
function compileTerm(term: SearchTerm): Sql {
  if (term.type === 'address') return sql`coalesce(a.ip <<= ${term.network}::inet, FALSE)`
  if (term.type === 'pattern') return patternTerm(term.field, term.pattern)
  const codes = (names: readonly string[]) => term.values.map((value) => names.indexOf(value))
  switch (term.field) {
    case 'action': return sql`e.action = ANY(${codes(actions)}::int[])`
    case 'outcome': return sql`e.outcome = ANY(${codes(outcomes)}::int[])`
    case 'disclosed': return sql`e.disclosed = ANY(${codes(disclosures)}::int[])`
    case 'store': return sql`e.ref_id IN (SELECT r.id FROM secret_reference r WHERE r.store = ANY(${term.values}::text[]))`
    case 'kind': return sql`coalesce(e.subject_id, e.actor_id) IN (
      SELECT r.id FROM identity_reference r LEFT JOIN identity i ON i.id = r.identity_id WHERE coalesce(i.kind, r.kind) = ANY(${codes(identityKinds)}::int[]))`
  }
}

function patternTerm(field: PatternField, pattern: Pattern): Sql {
  const like = likePattern(pattern.parts)
  const place = (column: Sql) => sql`e.place_id IN (SELECT p.id FROM place p WHERE ${column} ILIKE ${like})`
  switch (field) {
    case 'secret': return ofSecret(like)
    case 'identity': return ofIdentity(like)
    case 'version': return versionTerm(pattern)
    case 'region': return place(sql`p.region`)
    case 'account': return place(sql`p.account`)
    case 'cluster': return place(sql`p.cluster`)
    case 'namespace': return place(sql`p.namespace`)
    case 'network': return place(sql`p.network`)
    case 'client': return sql`e.client_id IN (SELECT c.id FROM client c WHERE c.family ILIKE ${like} OR c.user_agent ILIKE ${like})`
    case 'feed': return sql`a.feed_id IN (SELECT f.id FROM feed f WHERE f.name ILIKE ${like})`
    case 'code': return sql`e.code ILIKE ${like}`
    case 'text': return containing(`%${like}%`)
  }
}

function ofSecret(like: string): Sql {
  return sql`e.ref_id IN (SELECT r.id FROM secret_reference r LEFT JOIN secret s ON s.id = r.secret_id WHERE r.uri ILIKE ${like} OR coalesce(s.uri ILIKE ${like} OR s.name ILIKE ${like}, FALSE))`
}

function ofIdentity(like: string): Sql {
  const named = sql`SELECT r.id FROM identity_reference r LEFT JOIN identity i ON i.id = r.identity_id
    WHERE r.uri ILIKE ${like} OR r.display_name ILIKE ${like} OR coalesce(i.uri ILIKE ${like} OR i.display_name ILIKE ${like}, FALSE)
      OR r.identity_id IN (SELECT n.identity_id FROM identity_alias x JOIN identity_reference n ON n.id = x.reference_id WHERE x.alias ILIKE ${like} OR n.uri ILIKE ${like})`
  return sql`(e.actor_id IN (${named}) OR coalesce(e.subject_id IN (${named}), FALSE) OR e.effective ILIKE ${like})`
}

function containing(like: string): Sql {
  return sql`(${ofSecret(like)} OR ${ofIdentity(like)} OR e.code ILIKE ${like} OR e.via ILIKE ${like}
    OR e.client_id IN (SELECT c.id FROM client c WHERE c.user_agent ILIKE ${like}))`
}
