import type { IdentityRead, ListIdentityReadsFilter } from '#lib/api/list-identity-reads.ts'
import type { SecretSummary } from '#lib/api/secret-summary.ts'
import type { Viewer } from '#lib/viewer.ts'
import { secretJson } from './entity-json.ts'
import { compareNewest, foldValueReads } from './fold-value-reads.ts'
import { edgesBy, loadVisibleIdentity } from './load-visible-identity.ts'
import { loadValueReads } from './load-value-reads.ts'
import { pageOfSorted } from './page-of-sorted.ts'
import { allOf, sql, type Database } from './sql.ts'
import { rangeOf } from './time-range.ts'
import { seesReference } from './viewer-scope.ts'

/** What the identity read, or tried to, of what the viewer may see; the last read first. */
export async function listIdentityReads(db: Database, viewer: Viewer, filter: ListIdentityReadsFilter): Promise<{ items: IdentityRead[]; nextCursor: string | null }> {
  const range = rangeOf(filter)
  const identity = await loadVisibleIdentity(db, viewer, filter.id)
  const where = allOf([edgesBy(identity), seesReference(viewer, sql`e.ref_id`)])
  const folded = foldValueReads(await loadValueReads(db, where, 'secret', range))
  const rows = await db.$queryRaw<{ secret: SecretSummary }[]>`SELECT ${secretJson(sql`s`)} AS secret FROM secret s WHERE s.id = ANY(${[...folded.keys()]}::bigint[])`
  const reads = rows.flatMap(({ secret }) => {
    const own = folded.get(secret.id)
    return own ? [{ secret, ...own, via: own.via.filter((hop) => hop.uri !== identity.identity.uri) }] : []
  })
  const position = (read: IdentityRead) => ({ at: read.lastReadAt, name: `${read.lastReadAt === null ? (read.lastDeniedAt ?? '') : ''}|${read.secret.uri}` })
  return pageOfSorted(reads.toSorted((one, other) => compareNewest(position(one), position(other))), position, filter)
}
