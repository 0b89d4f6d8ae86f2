import { joinClasses } from './join-classes.ts'
import { splitIdentifier } from './split-identifier.ts'

/**
 * A name whose last segment carries the weight and is the last to be shortened: what is cut is its middle. Full on hover and focus,
 * and always for a screen reader, to whom the parts would be two words.
 */
export function Identifier({ text, full, focusable = false, className }: { text: string; full?: string; focusable?: boolean; className?: string }) {
  const { head, tail } = splitIdentifier(text)
  return (
    <span data-tip={full ?? text} tabIndex={focusable ? 0 : undefined} className={joinClasses('mono inline-flex max-w-full min-w-0 align-bottom', className)}>
      <span className="sr-only select-none">{text}</span>
      {head && <bdi aria-hidden className="min-w-0 shrink truncate text-muted">{head}</bdi>}
      <bdi aria-hidden className="max-w-[75%] shrink-0 truncate font-semibold nth-2:max-w-full">{tail}</bdi>
    </span>
  )
}
