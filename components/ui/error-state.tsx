'use client'

import { Button } from './button.tsx'

/** What happened, what was kept, what to do. The id finds the details in the server's log; they are not shown. */
export function ErrorState({ id, onRetry, title = 'This could not be loaded.' }: { id?: string; onRetry?: () => void; title?: string }) {
  return (
    <div role="alert" className="mx-auto max-w-[58ch] px-6 py-14 text-center">
      <p className="text-base font-semibold">{title}</p>
      <p className="mt-1.5 text-base text-muted">Nothing was lost: the data and this address are kept.</p>
      {id && (
        <p className="mt-1.5 text-muted">
          Error id <code>{id}</code>
        </p>
      )}
      {onRetry && (
        <Button className="mt-4" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}
