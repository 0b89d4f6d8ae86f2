'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'

import { hrefInFrame } from '#lib/href-with.ts'
import { parseTimeRange, shiftTimeRange } from '#lib/time-range.ts'
import { isTyping } from '../ui/is-typing.ts'
import { singleKeysSetting } from './keyboard.ts'
import { routes } from './routes.ts'
import { toggleTheme } from './theme-toggle.tsx'
import { useGoWith } from './use-go-with.ts'

type Sheets = { openPalette: () => void; openHelp: () => void; openTime: () => void }

const goSeconds = 1.2

export function useKeyboard({ openPalette, openHelp, openTime }: Sheets): void {
  const router = useRouter()
  const search = useSearchParams()
  const goWith = useGoWith()
  const goUntil = useRef(0)
  useEffect(() => {
    const shift = (direction: -1 | 1) => goWith({ range: shiftTimeRange(parseTimeRange(search.get('range') ?? undefined, new Date()), direction) })
    const single: Record<string, () => void> = {
      '/': focusSearch,
      '?': openHelp,
      t: openTime,
      d: toggleTheme,
      '[': () => shift(-1),
      ']': () => shift(1),
      g: () => {
        goUntil.current = Date.now() + goSeconds * 1000
      },
    }
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        return openPalette()
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event) || localStorage.getItem(singleKeysSetting) === 'off') return
      const route = Date.now() < goUntil.current ? routes.find(({ key }) => key === event.key) : undefined
      goUntil.current = 0
      if (!route && !single[event.key]) return
      event.preventDefault()
      if (route) router.push(hrefInFrame(route.href, search))
      else single[event.key]?.()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [router, search, goWith, openPalette, openHelp, openTime])
}

function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]')
  field?.focus()
  field?.select()
}
