'use client'

export type Evidence = 'observed' | 'inferred' | 'unknown'

const meanings: Record<Evidence, string> = {
  observed: 'observed: the log record itself says so',
  inferred: 'inferred: computed from the version timeline at the instant of the read',
  unknown: 'unknown: nothing in the log tells',
}

/** ● observed ◐ inferred ○ unknown: drawn, so that every font shows the same, and named for those who do not see it. */
export function Grade({ evidence, withWord = false }: { evidence: Evidence; withWord?: boolean }) {
  return (
    <span data-tip={meanings[evidence]} className="inline-flex items-center gap-1 whitespace-nowrap text-muted">
      <svg width="9" height="9" viewBox="0 0 10 10" role="img" aria-label={evidence}>
        <circle cx="5" cy="5" r="4.2" fill={evidence === 'observed' ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.3" />
        {evidence === 'inferred' && <path d="M5 .8a4.2 4.2 0 0 1 0 8.4Z" fill="currentColor" />}
      </svg>
      {withWord && <span aria-hidden>{evidence}</span>}
    </span>
  )
}
