import { exactCount, shortCount } from '#lib/format/count.ts'
import { FrameLink } from './frame-link.tsx'
import { joinClasses } from './join-classes.ts'

type CountProps = { value: number | null; href?: string; label?: string; className?: string }

/** Abbreviated above 9,999 with the exact value on hover; a number that counts rows leads to them. `—` is unknown, `0` is zero. */
export function Count({ value, href, label, className }: CountProps) {
  if (value === null) return <span className="text-faint">—</span>
  const text = shortCount(value)
  const tip = text === exactCount(value) ? undefined : exactCount(value)
  if (!href || value === 0) {
    return (
      <span data-tip={tip} className={joinClasses(value === 0 && 'text-faint', className)}>
        {text}
      </span>
    )
  }
  return (
    <FrameLink href={href} data-tip={tip} aria-label={label && `${exactCount(value)} ${label}`} className={joinClasses('underline decoration-line-strong underline-offset-[3px] hover:text-accent hover:decoration-accent', className)}>
      {text}
    </FrameLink>
  )
}
