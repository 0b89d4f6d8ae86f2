import type { SecretDetail } from '#lib/api/get-secret.ts'
import type { Reader } from '#lib/api/list-readers.ts'
import { counted } from '#lib/format/count.ts'
import { Panel } from '../ui/panel.tsx'

/** Was it expected? Without a declaration or review the honest answer is that nobody has said. */
export function ExpectedPanel({ detail, readers }: { detail: SecretDetail; readers: Reader[] }) {
  const counts = new Map<string, number>()
  for (const { expectation } of readers) counts.set(expectation, (counts.get(expectation) ?? 0) + 1)
  const isUnsaid = counts.size === 0 || (counts.size === 1 && counts.has('not-declared'))
  return (
    <Panel title="Expected">
      <p className="px-3 py-1.5 text-muted">
        {isUnsaid ? 'Nobody has declared who should read it: no manifest and no review names a reader.' : [...counts].map(([state, count]) => `${count} ${state.replace('-', ' ')}`).join(' · ')}
        {detail.scopes.length > 0 && ` · ${counted(detail.scopes.length, 'wider request')} may have covered it too.`}
      </p>
    </Panel>
  )
}
