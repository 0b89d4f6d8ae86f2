import { actions, disclosures, identityKinds, outcomes } from '#lib/facts.ts'
import { identityJson, nameOfCode, placeJson, secretJson } from './entity-json.ts'
import { isoTime, sql, type Sql } from './sql.ts'

/** The columns of `EventRow` for rows `a` of "access", with the relations that `eventJoins` adds. */
export function eventColumns(): Sql {
  return sql`a.event_key::text || ':' || a.ref_id::text AS row, a.event_key::text AS id, ${isoTime(sql`a.occurred_at`)} AS "occurredAt",
    CASE WHEN s.id IS NOT NULL THEN ${secretJson(sql`s`)} ELSE ${unresolvedSecret} END AS secret,
    CASE WHEN ai.id IS NOT NULL THEN ${identityJson(sql`ai`)} ELSE ${unresolvedIdentity(sql`ar`)} END AS actor,
    CASE WHEN si.id IS NOT NULL THEN ${identityJson(sql`si`)} WHEN sr.id IS NOT NULL THEN ${unresolvedIdentity(sql`sr`)} END AS subject,
    ${nameOfCode(actions, sql`e.action`)} AS action, ${nameOfCode(outcomes, sql`e.outcome`)} AS outcome, e.code, ${nameOfCode(disclosures, sql`e.disclosed`)} AS disclosed,
    CASE WHEN e.precision = 0 THEN 'exact' ELSE 'candidate' END AS precision,
    CASE WHEN e.version <> '' THEN jsonb_build_object('ref', e.version, 'evidence', 'observed')
      ELSE jsonb_build_object('ref', coalesce(d.version, ''), 'evidence', coalesce(d.evidence, 'unknown')) END AS version,
    e.stage, ${placeJson(sql`p`)} AS place, host(a.ip) AS ip, jsonb_build_object('family', c.family, 'userAgent', c.user_agent) AS client,
    e.via, e.effective, f.name AS feed, a.native_id AS "nativeId"`
}

/** A reference that the deriver has not resolved yet. */
const unresolvedSecret = sql`jsonb_build_object('id', '', 'uri', r.uri, 'store', r.store, 'name', r.uri, 'isScope', FALSE, 'account', '', 'region', '', 'cluster', '', 'namespace', '')`

function unresolvedIdentity(alias: Sql): Sql {
  return sql`jsonb_build_object('id', '', 'uri', ${alias}.uri, 'kind', ${nameOfCode(identityKinds, sql`${alias}.kind`)}, 'displayName', ${alias}.display_name, 'disabledAt', NULL)`
}

export function eventJoins(): Sql {
  return sql`JOIN edge e ON e.ref_id = a.ref_id AND e.id = a.edge_id
    JOIN secret_reference r ON r.id = a.ref_id LEFT JOIN secret s ON s.id = r.secret_id
    JOIN identity_reference ar ON ar.id = e.actor_id LEFT JOIN identity ai ON ai.id = ar.identity_id
    LEFT JOIN identity_reference sr ON sr.id = e.subject_id LEFT JOIN identity si ON si.id = sr.identity_id
    JOIN place p ON p.id = e.place_id JOIN client c ON c.id = e.client_id JOIN feed f ON f.id = a.feed_id
    LEFT JOIN LATERAL (
      SELECT v.version, v.evidence FROM edge_version_day v WHERE e.version = '' AND v.ref_id = a.ref_id AND v.edge_id = a.edge_id
        AND v.day = (a.occurred_at AT TIME ZONE 'UTC')::date AND a.occurred_at BETWEEN v.first_at AND v.last_at
      ORDER BY v.last_at - v.first_at, v.version LIMIT 1
    ) d ON TRUE`
}
