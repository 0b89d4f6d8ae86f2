'use client'

import { joinClasses } from './join-classes.ts'

/** Holds the place of what comes, in its final size. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={joinClasses('pulses block rounded-sm bg-hover', className)} />
}

export function TableSkeleton({ rows = 20 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Loading" className="overflow-hidden">
      <Skeleton className="h-8 w-full rounded-none" />
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-8 items-center gap-6 border-b border-line px-3">
          <Skeleton className="h-3 w-1/3" />
          <Skeleton className="h-3 w-1/6" />
          <Skeleton className="h-3 w-1/12" />
          <Skeleton className="ml-auto h-3 w-16" />
        </div>
      ))}
    </div>
  )
}
