'use client'

import { joinClasses } from './join-classes.ts'

export type FacetValue = { value: string; label?: string; count: number; state?: 'only' | 'not' }

type FacetListProps = {
  title: string
  values: FacetValue[]
  /** `without`: the reader held Alt, or used the button for it. */
  onChoose: (value: string, without: boolean) => void
  canExclude?: boolean
}

/** Click is "only this", Alt-click (or the − that shows on hover and focus) is "not this"; a chosen one is given up by a second click. */
export function FacetList({ title, values, onChoose, canExclude = false }: FacetListProps) {
  if (values.length === 0) return null
  return (
    <details open={values.length <= 12 || values.some(({ state }) => state)} className="border-b border-line py-1">
      <summary className="flex h-7 cursor-pointer items-center px-4 text-xs font-semibold text-muted select-none">{title}</summary>
      <ul className="max-h-60 overflow-y-auto pb-1">
        {values.map(({ value, label, count, state }) => (
          <li key={value} className="group flex h-6 items-center pr-2 hover:bg-hover">
            <button
              type="button"
              aria-pressed={state === 'only'}
              onClick={(event) => onChoose(value, canExclude && event.altKey)}
              className={joinClasses('flex h-full min-w-0 flex-1 items-center gap-2 pl-4 text-left', state === 'only' && 'font-semibold', state === 'not' && 'line-through')}
            >
              <span className="min-w-0 flex-1 truncate" data-tip={label ?? value}><bdi>{label ?? (value || 'not said')}</bdi></span>
              <span className="text-xs text-faint">{count.toLocaleString('en')}</span>
            </button>
            {canExclude && (
              <button type="button" onClick={() => onChoose(value, true)} aria-label={`Without ${label ?? value}`} data-tip="Without these" className="ml-1 inline-flex size-4 shrink-0 items-center justify-center rounded-sm text-faint opacity-0 group-hover:opacity-100 hover:bg-line hover:text-text focus-visible:opacity-100">
                −
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
