'use client'

import './globals.css'

import { ErrorState } from '#components/ui/error-state.tsx'

export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Error · Whoread</title>
        <main>
          <ErrorState id={error.digest} onRetry={reset} />
        </main>
      </body>
    </html>
  )
}
