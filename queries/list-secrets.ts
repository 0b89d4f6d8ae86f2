import type { ListSecretsFilter, SecretPage, SecretRow } from '#lib/api/list-secrets.ts'
import type { SecretSummary } from '#lib/api/secret-summary.ts'
import { patternOf } from '#lib/search/pattern.ts'
import type { Viewer } from '#lib/viewer.ts'
import { edgeCounts } from './edge-counts.ts'
import { ownersJson, secretJson } from './entity-json.ts'
import { deniedCode, successCode, valueActionCodes } from './fact-codes.ts'
import { readCursor, writeCursor } from './page-cursor.ts'
import { allOf, isoTime, likePattern, sql, storable, type Database, type Sql } from './sql.ts'
import { loadSparklines, sparklineDays } from './load-sparklines.ts'
import { withTimeBox, type BoxedDatabase } from './time-box.ts'
import { rangeOf, type TimeRange } from './time-range.ts'
import { seesSecret } from './viewer-scope.ts'

const timeBoxMs = 10_000

type Row = Omit<SecretRow, 'sparkline' | keyof SecretSummary> & { secret: SecretSummary; sortKey: string | number }

const sortKeys: Record<string, Sql> = {
  name: sql`w.name`,
  lastReadAt: sql`coalesce((extract(epoch FROM l.last_at) * 1000000)::float8, -1)`,
  reads: sql`coalesce(t.reads, 0)`,
  readers: sql`coalesce(t.readers, 0)`,
  denied: sql`coalesce(t.denied, 0)`,
}

/** Secrets that the viewer may see, scopes aside. Sorted by name only the page itself is counted; any other order counts them all. */
export async function listSecrets(db: BoxedDatabase, viewer: Viewer, filter: ListSecretsFilter): Promise<SecretPage> {
  const range = rangeOf(filter)
  const where = wantedSecrets(viewer, filter)
  const days = sparklineDays(range)
  const [rows, totals] = await Promise.all([
    withTimeBox(db, timeBoxMs, (boxed) => loadRows(boxed, where, filter, range), (filter.sort ?? 'name') !== 'name'),
    db.$queryRaw<{ total: number }[]>`SELECT count(*)::float8 AS total FROM secret s WHERE ${where}`,
  ])
  const limit = filter.limit ?? 100
  const page = rows.slice(0, limit)
  const sparklines = await loadSparklines(db, page.map((row) => row.secret.id), days)
  const last = page.at(-1)
  return {
    items: page.map(({ secret, sortKey: _sortKey, ...row }) => ({ ...secret, ...row, sparkline: sparklines.get(secret.id) ?? days.map(() => 0) })),
    nextCursor: rows.length > limit && last ? writeCursor([last.sortKey, last.secret.id]) : null,
    total: totals[0]?.total ?? 0,
    sparklineFrom: days[0] ?? '',
  }
}

export function wantedSecrets(viewer: Viewer, filter: ListSecretsFilter): Sql {
  const conditions = [sql`NOT s.is_scope`, seesSecret(viewer, sql`s.id`)]
  if (filter.q !== undefined && filter.q.trim() !== '') {
    const pattern = `%${likePattern(patternOf(storable(filter.q.trim())).parts)}%`
    conditions.push(sql`s.uri ILIKE ${pattern} OR s.name ILIKE ${pattern}`)
  }
  for (const field of ['store', 'account', 'cluster', 'namespace'] as const) {
    const value = filter[field]
    if (value !== undefined) conditions.push(sql`${columns[field]} = ${storable(value)}`)
  }
  if (filter.team !== undefined) conditions.push(sql`s.id IN (SELECT k.secret_id FROM secret_owner k WHERE k.team = ${storable(filter.team)})`)
  return allOf(conditions)
}

const columns = { store: sql`s.store`, account: sql`s.account`, cluster: sql`s.cluster`, namespace: sql`s.namespace` }

function loadRows(db: Database, where: Sql, filter: ListSecretsFilter, range: TimeRange): Promise<Row[]> {
  const sort = filter.sort ?? 'name'
  const descending = sort.startsWith('-')
  const name = descending ? sort.slice(1) : sort
  const key = sortKeys[name] ?? sql`w.name`
  const compare = descending ? sql`<` : sql`>`
  const direction = descending ? sql`DESC` : sql`ASC`
  const cursor = name === 'name' ? readCursor(filter.cursor, ['text', 'id']) : readCursor(filter.cursor, ['number', 'id'])
  const type = name === 'name' ? sql`text` : sql`float8`
  const after = cursor === null ? sql`TRUE` : sql`(${key}, w.id) ${compare} (${cursor[0]}::${type}, ${cursor[1]}::bigint)`
  const limit = (filter.limit ?? 100) + 1
  const early = name === 'name' ? sql`WHERE ${after} ORDER BY w.name, w.id LIMIT ${limit}` : sql``
  const ofWanted = sql`e.ref_id IN (SELECT r.id FROM secret_reference r JOIN wanted w ON w.id = r.secret_id) AND e.action = ANY(${valueActionCodes}::int[]) AND e.precision = 0`
  return db.$queryRaw<Row[]>`
    WITH wanted AS MATERIALIZED (SELECT * FROM (SELECT s.* FROM secret s WHERE ${where}) w ${early}),
    ${edgeCounts(ofWanted, range)},
    totals AS (
      SELECT r.secret_id, coalesce(sum(c.n) FILTER (WHERE e.outcome = ${successCode}), 0)::float8 AS reads,
        coalesce(sum(c.n) FILTER (WHERE e.outcome = ${deniedCode}), 0)::float8 AS denied,
        (count(DISTINCT k.identity_id) FILTER (WHERE e.outcome = ${successCode}))::float8 AS readers
      FROM counted c JOIN edge e ON e.ref_id = c.ref_id AND e.id = c.id JOIN secret_reference r ON r.id = c.ref_id
        JOIN identity_reference k ON k.id = coalesce(e.subject_id, e.actor_id)
      GROUP BY r.secret_id
    ),
    lasts AS (
      SELECT r.secret_id, max(e.last_at) AS last_at FROM edge e JOIN secret_reference r ON r.id = e.ref_id WHERE e.outcome = ${successCode} AND ${ofWanted} GROUP BY r.secret_id
    )
    SELECT ${secretJson(sql`w`)} AS secret, ${ownersJson(sql`w.id`)} AS owners, ${isoTime(sql`l.last_at`)} AS "lastReadAt",
      coalesce(t.reads, 0) AS reads, coalesce(t.readers, 0) AS readers, coalesce(t.denied, 0) AS denied,
      (SELECT v.ref FROM version v WHERE v.secret_id = w.id AND v.current_from IS NOT NULL AND v.current_to IS NULL ORDER BY v.current_from DESC, v.ref LIMIT 1) AS "activeVersion",
      ${key} AS "sortKey"
    FROM wanted w LEFT JOIN totals t ON t.secret_id = w.id LEFT JOIN lasts l ON l.secret_id = w.id
    WHERE ${after} ORDER BY ${key} ${direction}, w.id ${direction} LIMIT ${limit}`
}
