import type { ReactNode } from 'react'

import { joinClasses } from './join-classes.ts'
import { cellClasses, headClasses, tableClasses } from './table-classes.ts'
import type { TableColumn } from './table-column.ts'

/** A short table that comes whole from the server; long ones are `DataTable`. */
export function PlainTable<Row>({ name, columns, rows, rowKey, empty }: { name: string; columns: TableColumn<Row>[]; rows: Row[]; rowKey: (row: Row) => string; empty?: ReactNode }) {
  if (rows.length === 0) return <p className="px-3 py-4 text-muted">{empty}</p>
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={`${name}, table`}>
      <table className={tableClasses}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={joinClasses(headClasses, column.align === 'end' && 'text-right')}>{column.header}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="group hover:bg-hover">
              {columns.map((column) => (
                <td key={column.id} className={joinClasses(cellClasses, column.align === 'end' && 'text-right', column.className)}>{column.cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
