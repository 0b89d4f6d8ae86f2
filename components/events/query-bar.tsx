'use client'

import { SearchField } from '../ui/search-field.tsx'

export type QueryProblem = { message: string; column: number | null }

/** The search language, with a caret under the wrong column and the sentence that says what was expected. */
export function QueryBar({ q, problem, onSearch }: { q: string; problem?: QueryProblem; onSearch: (q: string) => void }) {
  return (
    <div className="min-w-0 flex-1">
      <SearchField value={q} onSearch={onSearch} label="Search events" placeholder="secret:prod/payment/* outcome:denied kind:human -region:eu-west-1" isMono isInvalid={Boolean(problem)} describedBy={problem ? 'query-problem' : undefined} />
      {problem && (
        <div id="query-problem" role="alert" className="pt-0.5 text-critical">
          {problem.column !== null && <pre aria-hidden className="mono overflow-hidden pl-[33px]">{`${' '.repeat(Math.max(0, problem.column - 1))}^`}</pre>}
          <p>{problem.message}</p>
        </div>
      )}
    </div>
  )
}
