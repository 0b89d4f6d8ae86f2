'use client'

import { useEffect, useState } from 'react'

/** Which columns a reader wants is a habit of his, not part of the address: it stays in his browser. */
export function useStoredColumns(table: string, initial: Record<string, boolean>) {
  const [shown, setShown] = useState(initial)
  const key = `columns:${table}`
  useEffect(() => {
    const stored = localStorage.getItem(key)
    if (!stored) return
    try {
      const parsed: unknown = JSON.parse(stored)
      if (parsed && typeof parsed === 'object') setShown((before) => ({ ...before, ...parsed }))
    } catch {
      localStorage.removeItem(key)
    }
  }, [key])
  const show = (id: string, isShown: boolean) => {
    const next = { ...shown, [id]: isShown }
    setShown(next)
    localStorage.setItem(key, JSON.stringify(next))
  }
  return { shown, show }
}
