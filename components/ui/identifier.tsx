import { joinClasses } from './join-classes.ts'
import { splitIdentifier } from './split-identifier.ts'

/**
 * A name whose last segment carries the weight and is the last to be shortened: what is cut is its middle. Full on hover and focus.
 */
export function Identifier({ text, full, focusable = false, className }: { text: string; full?: string; focusable?: boolean; className?: string }) {
  const { head, tail } = splitIdentifier(text)
  return (
    <span data-tip={full ?? text} tabIndex={focusable ? 0 : undefined} className={joinClasses('mono inline-flex max-w-full min-w-0 align-bottom', className)}>
      {head && <bdi className="min-w-0 shrink truncate text-muted">{head}</bdi>}
      <bdi className="max-w-[75%] shrink-0 truncate font-semibold last:first:max-w-full">{tail}</bdi>
    </span>
  )
}
