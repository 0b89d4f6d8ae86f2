import type { NamedIdentity } from '#lib/api/identity-summary.ts'
import type { ListReadersFilter, Reader } from '#lib/api/list-readers.ts'
import type { Viewer } from '#lib/viewer.ts'
import { namedIdentityJson } from './entity-json.ts'
import { compareNewest, foldValueReads } from './fold-value-reads.ts'
import { loadValueReads, type ValueReads } from './load-value-reads.ts'
import { edgesOf, loadVisibleSecret } from './load-visible-secret.ts'
import { pageOfSorted } from './page-of-sorted.ts'
import { sql, type Database } from './sql.ts'
import { rangeOf } from './time-range.ts'

/** Who read the secret, or tried to; the last reader first, then those who were only refused. */
export async function listReaders(db: Database, viewer: Viewer, filter: ListReadersFilter): Promise<{ items: Reader[]; nextCursor: string | null }> {
  const range = rangeOf(filter)
  const secret = await loadVisibleSecret(db, viewer, filter.id)
  return pageOfReaders(db, await loadValueReads(db, edgesOf(secret), 'reader', range), filter)
}

/** For a secret that the viewer may see. */
export async function pageOfReaders(db: Database, reads: ValueReads, filter: Pick<ListReadersFilter, 'limit' | 'cursor'>): Promise<{ items: Reader[]; nextCursor: string | null }> {
  const folded = foldValueReads(reads)
  const identities = await loadNamedIdentities(db, [...folded.keys()])
  const readers = identities.flatMap((identity) => {
    const reads = folded.get(identity.id)
    return reads ? [{ identity, ...reads }] : []
  })
  const position = (reader: Reader) => ({ at: reader.lastReadAt, name: `${reader.lastReadAt === null ? (reader.lastDeniedAt ?? '') : ''}|${reader.identity.uri}` })
  return pageOfSorted(readers.toSorted((one, other) => compareNewest(position(one), position(other))), position, filter)
}

export async function loadNamedIdentities(db: Database, ids: string[]): Promise<NamedIdentity[]> {
  const rows = await db.$queryRaw<{ identity: NamedIdentity }[]>`
    SELECT ${namedIdentityJson(sql`i`)} AS identity FROM identity i WHERE i.id = ANY(${ids}::bigint[])`
  return rows.map((row) => row.identity)
}
