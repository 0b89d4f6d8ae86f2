import type { ReactNode } from 'react'

export type TableColumn<Row> = {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** Numbers stand at the end. */
  align?: 'end'
  /** Width and the like, as classes. */
  className?: string
  /** The values of `sort` in the URL for a first and a second click; without them the column does not sort. */
  sorts?: [first: string, second?: string]
  /** Not shown until it is chosen. */
  isHidden?: boolean
}
