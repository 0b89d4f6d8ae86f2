import type { ReactNode } from 'react'

import { joinClasses } from './join-classes.ts'

/** A titled part of a page: a line around it, no shadow, no fill. */
export function Panel({ title, aside, children, className }: { title: string; aside?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <section aria-label={title} className={joinClasses('min-w-0 rounded-md border border-line', className)}>
      <div className="flex h-8 items-center gap-3 border-b border-line px-3">
        <h2 className="shrink-0">{title}</h2>
        {aside && <div className="ml-auto min-w-0 truncate text-xs text-muted">{aside}</div>}
      </div>
      {children}
    </section>
  )
}
