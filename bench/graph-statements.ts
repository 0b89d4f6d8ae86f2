/** Thirty days that end at an odd minute, so that a page's range cuts days like a real one does. They lie in two partitions. */
export const graphFrom = '2026-09-15T14:23:00Z'
export const graphTo = '2026-10-15T14:23:00Z'
export const partitionBoundary = '2026-10-01T00:00:00Z'

/** 0 ≤ whole number < `below`, the same for the same row everywhere. */
function chance(row: string, seed: number, below: string): string {
  return `((hashint8extended(${row}, ${seed}) & 9223372036854775807) % ${below})`
}

function id(text: string): string {
  return `hashtextextended(${text}, 7)`
}

function account(row: string): string {
  return `lpad((40001000 + ${row} % 20)::text, 12, '0')`
}

function region(row: string): string {
  return `(ARRAY['eu-north-1', 'eu-west-1', 'us-east-1', 'ap-southeast-1'])[1 + ${row} % 4]`
}
const identityUri = `'arn:aws:iam::' || ${account('n')} || CASE WHEN n % 10 = 0 THEN ':user/person-' || n ELSE ':role/service-' || n END`
const secretUri = `'aws-secretsmanager://' || ${account('n')} || '/' || ${region('n')} || '/' || (ARRAY['prod', 'staging', 'dev'])[1 + n % 3] || '/team-' || n % 25 || '/credential-' || n`

/** 2,000 secrets, 3,000 identities, 60 clients, where they call from, and who owns what. Secret 0 is the hot one. */
export const entityStatements = [
  `CREATE SCHEMA fill`,
  `INSERT INTO feed (id, name, source, cluster) VALUES (1, 'organisation-trail', 'cloudtrail', 'organisation-trail')`,
  `INSERT INTO secret (id, uri, store, account, region, name)
   SELECT ${id('uri')}, uri, 'aws-secretsmanager', split_part(uri, '/', 3), split_part(uri, '/', 4), regexp_replace(uri, '^[^:]+://[^/]+/[^/]+/', '') FROM (SELECT ${secretUri} AS uri FROM generate_series(0, 1999) n) s`,
  `INSERT INTO secret_reference (id, reference, form, uri, store, secret_id) SELECT id, uri, 'exact', uri, store, id FROM secret`,
  `INSERT INTO secret_owner (secret_id, team, pattern, environment, tier) SELECT id, split_part(name, '/', 2), '*' || name, split_part(name, '/', 1), '' FROM secret`,
  `INSERT INTO identity (id, uri, kind, display_name) SELECT ${id('uri')}, uri, CASE WHEN n % 10 = 0 THEN 4 WHEN n % 10 = 1 THEN 1 ELSE 5 END, regexp_replace(uri, '^.*/', '') FROM (SELECT n, ${identityUri} AS uri FROM generate_series(0, 2999) n) i`,
  `INSERT INTO identity_reference (id, reference, form, uri, kind, display_name, identity_id) SELECT id, uri, 'exact', uri, kind, display_name, id FROM identity`,
  `INSERT INTO identity_alias SELECT id, 'alias-of-' || display_name FROM identity WHERE id % 3 = 0`,
  `INSERT INTO place (id, account, region, cluster, namespace, network)
   SELECT n, ${account('n')}, ${region('n')}, '', '', CASE WHEN n % 7 = 0 THEN '203.0.0.0/16' ELSE '10.' || n % 200 || '.0.0/16' END FROM generate_series(0, 599) n`,
  `INSERT INTO client (id, family, user_agent) SELECT n, (ARRAY['aws-sdk-go', 'aws-sdk-java', 'python-boto', 'aws-cli', 'terraform', 'browser'])[1 + n % 6], 'agent/' || n || '.0 md/linux lang/x' FROM generate_series(0, 59) n`,
]

/** Edges with what makes events pick them: `hot` ones share half of all events, `rare` ones (refusals, changes, lists of names) few. */
export const edgeStatements = [
  `CREATE UNLOGGED TABLE fill.wanted AS
   SELECT s.n AS secret, r.r AS reader, v.v AS variant, ${chance('(s.n * 1000 + r.r)', 1, '3000')} AS identity, s.n = 0 AS hot
   FROM generate_series(0, 1999) s (n), LATERAL generate_series(1, CASE WHEN s.n = 0 THEN 200 ELSE (2 + ${chance('s.n', 2, '11')})::int END) r (r), LATERAL generate_series(0, 4) v (v)
   WHERE v.v < 3 OR ${chance('(s.n * 1000 + r.r * 10 + v.v)', 3, '8')} = 0`,
  `CREATE UNLOGGED TABLE fill.edge AS
   SELECT ${id(`w.secret || '|' || w.reader || '|' || w.variant`)} AS id, s.id AS ref_id, i.id AS actor_id, w.hot, w.variant > 2 AS rare,
     CASE w.variant WHEN 4 THEN (ARRAY[5, 6, 4])[1 + w.reader % 3] ELSE 0 END AS action, CASE w.variant WHEN 3 THEN 1 ELSE 0 END AS outcome,
     CASE w.variant WHEN 3 THEN 'AccessDeniedException' ELSE '' END AS code, CASE WHEN w.variant < 3 THEN 0 ELSE 2 END AS disclosed,
     CASE WHEN w.variant < 3 THEN 'AWSCURRENT' ELSE '' END AS stage, ${chance('(w.identity * 10 + w.variant % 2)', 4, '600')} AS place_id, ${chance('(w.identity * 10 + w.variant)', 5, '60')} AS client_id
   FROM fill.wanted w JOIN secret s ON s.id = ${id(`(SELECT ${secretUri} FROM (SELECT w.secret AS n) x)`)} JOIN identity i ON i.id = ${id(`(SELECT ${identityUri} FROM (SELECT w.identity AS n) x)`)}`,
  `CREATE UNLOGGED TABLE fill.pick AS
   SELECT CASE WHEN rare THEN 2 WHEN hot THEN 0 ELSE 1 END AS lot, row_number() OVER (PARTITION BY rare, hot AND NOT rare ORDER BY id) - 1 AS n, ref_id, id, CASE WHEN place_id % 7 = 0 THEN '203.0.113.0'::inet + place_id % 200 ELSE ('10.' || place_id % 200 || '.' || place_id % 250 || '.0')::inet + client_id END AS ip FROM fill.edge`,
  `ANALYZE fill.pick`,
]

/** Events of [`low`, `high`) of `total` in the order of time, into a table that is not yet a partition. 3 % are rare ones. */
export function accessStatement(table: string, low: number, high: number, total: number, lots: readonly number[]): string {
  const [hot = 1, cold = 1, rare = 1] = lots
  const seconds = (Date.parse(graphTo) - Date.parse(graphFrom)) / 1000 / total
  return `
    INSERT INTO ${table} (ref_id, occurred_at, event_key, edge_id, object_id, byte_offset, byte_length, feed_id, credential_id, sha256, native_id, ip)
    SELECT p.ref_id, e.at, md5(e.i::text)::uuid, p.id, hashint8extended(e.i / 2000, 9), 12 + (e.i % 2000) * 1400, 1300 + e.chosen % 200, 1, hashint8extended(e.i / 50, 10), sha256(int8send(e.i)), md5('n' || e.i)::uuid::text, p.ip + e.chosen % 40
    FROM (
      SELECT i, '${graphFrom}'::timestamptz + make_interval(secs => floor(i * ${seconds})) AS at, d.lot, d.chosen, CASE d.lot WHEN 0 THEN ${hot} WHEN 1 THEN ${cold} ELSE ${rare} END AS lot_size
      FROM generate_series(${low}::bigint, ${high - 1}::bigint) i, LATERAL (SELECT CASE WHEN ${chance('i', 11, '100')} < 3 THEN 2 WHEN ${chance('i', 12, '100')} < 53 THEN 0 ELSE 1 END AS lot, ${chance('i', 13, '1000000007')} AS chosen) d
    ) e JOIN fill.pick p ON p.lot = e.lot AND p.n = e.chosen % e.lot_size`
}

/** What the worker folds from the events, and what it derives from them. */
export const foldStatements = [
  `INSERT INTO event (key, digest, core, occurred_at) SELECT event_key, hashint8extended(byte_offset, 1), hashint8extended(byte_offset, 2), occurred_at FROM access`,
  `CREATE UNLOGGED TABLE fill.day AS SELECT ref_id, edge_id, (occurred_at AT TIME ZONE 'UTC')::date AS day, count(*) AS count, min(occurred_at) AS first_at, max(occurred_at) AS last_at FROM access GROUP BY 1, 2, 3`,
  `INSERT INTO edge_day SELECT ref_id, edge_id, day, count FROM fill.day ORDER BY ref_id, edge_id, day`,
  `INSERT INTO edge (ref_id, id, actor_id, action, outcome, code, disclosed, precision, stage, place_id, client_id, count, first_at, last_at)
   SELECT e.ref_id, e.id, e.actor_id, e.action, e.outcome, e.code, e.disclosed, 0, e.stage, e.place_id, e.client_id, d.count, d.first_at, d.last_at
   FROM (SELECT ref_id, edge_id, sum(count) AS count, min(first_at) AS first_at, max(last_at) AS last_at FROM fill.day GROUP BY 1, 2) d JOIN fill.edge e ON e.ref_id = d.ref_id AND e.id = d.edge_id ORDER BY 1, 2`,
  `INSERT INTO version (secret_id, ref, state, created_at, current_from, current_to)
   SELECT s.id, md5(s.id::text || v)::uuid::text, CASE v WHEN 2 THEN 'current' WHEN 1 THEN 'previous' ELSE 'deprecated' END, t.at, t.at, CASE WHEN v < 2 THEN t.at + interval '10 days' END
   FROM secret s, generate_series(0, 2) v, LATERAL (SELECT date_trunc('day', '${graphFrom}'::timestamptz, 'UTC') + v * interval '10 days' AS at) t`,
  `INSERT INTO version_event (ref_id, event_key, version, change, stage, occurred_at, actor_id)
   SELECT v.secret_id, md5('v' || v.ref)::uuid, v.ref, c, CASE c WHEN 'current' THEN 'AWSCURRENT' ELSE '' END, v.current_from, (SELECT min(id) FROM identity) FROM version v, unnest(ARRAY['created', 'current']) c`,
  `INSERT INTO edge_version_day (ref_id, edge_id, day, version, evidence, count, first_at, last_at)
   SELECT d.ref_id, d.edge_id, d.day, v.ref, 'inferred', d.count, d.first_at, d.last_at
   FROM fill.day d JOIN fill.edge e ON e.ref_id = d.ref_id AND e.id = d.edge_id AND e.stage <> '' JOIN version v ON v.secret_id = d.ref_id AND d.first_at >= v.current_from AND (v.current_to IS NULL OR d.first_at < v.current_to) ORDER BY 1, 2, 3`,
  `INSERT INTO source_object (id, feed_id, name, size, state) SELECT DISTINCT ON (object_id) object_id, 1, 'trail/' || object_id || '.json.gz', 2800012, 'done' FROM access`,
  `INSERT INTO coverage_hour (feed_id, hour, records, events, duplicates, ignored, quarantined, first_at, last_at)
   SELECT 1, date_trunc('hour', occurred_at, 'UTC'), 200 * count(*), count(*), 0, 199 * count(*), 0, min(occurred_at), max(occurred_at) FROM access GROUP BY 2`,
  `DROP SCHEMA fill CASCADE`,
]
