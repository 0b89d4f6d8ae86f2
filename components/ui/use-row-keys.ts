'use client'

import { useEffect, useState } from 'react'

import { isTyping } from './is-typing.ts'

/** `j` and `k` move, Enter opens. Returns the row that the keys stand on, or -1. */
export function useRowKeys(count: number, open: (index: number) => void, scrollTo: (index: number) => void): number {
  const [active, setActive] = useState(-1)
  useEffect(() => {
    const move = (to: number) => {
      const next = Math.max(0, Math.min(count - 1, to))
      setActive(next)
      scrollTo(next)
    }
    const onKey = (event: KeyboardEvent) => {
      if (count === 0 || isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return
      if (event.key === 'j') move(active + 1)
      else if (event.key === 'k') move(active - 1)
      // A focused link or button answers Enter itself.
      else if (event.key === 'Enter' && active >= 0 && document.activeElement?.closest('a, button, summary') === null) open(active)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [active, count, open, scrollTo])
  return active < count ? active : -1
}
