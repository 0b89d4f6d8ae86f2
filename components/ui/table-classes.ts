/** Short tables that come whole from the server; long ones are `DataTable`. */
export const headClasses = 'h-7 border-b border-line px-2 text-left text-xs font-medium whitespace-nowrap text-muted first:pl-3 last:pr-3'
export const cellClasses = 'h-8 border-b border-line px-2 whitespace-nowrap first:pl-3 last:pr-3'
export const tableClasses = 'w-full border-separate border-spacing-0'
