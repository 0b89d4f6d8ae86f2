import type { ReactNode } from 'react'

/** The title and one sentence that says what is true now; verbs at the end. */
export function PageHeader({ title, children, verbs }: { title: string; children?: ReactNode; verbs?: ReactNode }) {
  return (
    <div className="flex shrink-0 flex-wrap items-end gap-x-6 gap-y-2 px-4 pt-4 pb-3">
      <div className="min-w-0 flex-1">
        <h1>{title}</h1>
        {children && <p className="text-base text-muted">{children}</p>}
      </div>
      {verbs && <div className="flex flex-wrap gap-2">{verbs}</div>}
    </div>
  )
}
