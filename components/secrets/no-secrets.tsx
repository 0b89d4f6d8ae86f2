import { Button, buttonClasses } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FrameLink } from '../ui/frame-link.tsx'

export function NoSecrets({ isFiltered, hasSources, onClear }: { isFiltered: boolean; hasSources: boolean; onClear: () => void }) {
  if (isFiltered) {
    return (
      <EmptyState title="No secret matches this filter.">
        <p>There are secrets without it.</p>
        <Button onClick={onClear}>Drop the filter</Button>
      </EmptyState>
    )
  }
  if (!hasSources) {
    return (
      <EmptyState title="No source could have shown a secret yet.">
        <p>Secrets appear from the audit logs that name them.</p>
        <FrameLink href="/sources" className={buttonClasses('primary')}>Connect a source</FrameLink>
      </EmptyState>
    )
  }
  return (
    <EmptyState title="None of the logs so far names a secret that you may see.">
      <p>A secret is there as soon as one record names it. An owner sees the secrets of the teams he belongs to.</p>
      <FrameLink href="/sources" className={buttonClasses()}>Look at the sources</FrameLink>
    </EmptyState>
  )
}
