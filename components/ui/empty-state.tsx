import type { ReactNode } from 'react'

/** Says which of three it is; `children` is the way out: what to connect, which range has some, which term to drop. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mx-auto max-w-[58ch] px-6 py-14 text-center">
      <p className="text-base font-semibold">{title}</p>
      {children && <div className="mt-1.5 space-y-3 text-base text-muted">{children}</div>}
    </div>
  )
}
