import type { PageFilter } from '#lib/api/page.ts'
import { compareNewest } from './fold-value-reads.ts'
import { readCursor, writeCursor } from './page-cursor.ts'

type Position = { at: string | null; name: string }

/** The page of a list that is in memory anyway, in the order of `compareNewest`. */
export function pageOfSorted<Item>(sorted: Item[], position: (item: Item) => Position, filter: PageFilter): { items: Item[]; nextCursor: string | null } {
  const limit = filter.limit ?? 100
  const cursor = readCursor(filter.cursor, ['text', 'text'])
  const rest = cursor ? sorted.filter((item) => compareNewest(position(item), { at: cursor[0] === '' ? null : cursor[0], name: cursor[1] }) > 0) : sorted
  const items = rest.slice(0, limit)
  const last = items.at(-1)
  if (rest.length <= limit || last === undefined) return { items, nextCursor: null }
  const { at, name } = position(last)
  return { items, nextCursor: writeCursor([at ?? '', name]) }
}
