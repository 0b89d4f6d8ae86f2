'use client'

import { ErrorState } from '#components/ui/error-state.tsx'

export default function DashboardError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorState id={error.digest} onRetry={reset} />
}
