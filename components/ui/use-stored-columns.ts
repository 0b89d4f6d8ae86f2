'use client'

import { useMemo, useSyncExternalStore } from 'react'

const changed = 'columns-changed'

/** Which columns a reader wants is a habit of his, not part of the address: it stays in his browser. */
export function useStoredColumns(table: string, initial: Record<string, boolean>) {
  const key = `columns:${table}`
  const stored = useSyncExternalStore(subscribe, () => localStorage.getItem(key), () => null)
  const chosen = useMemo(() => parseChosen(stored), [stored])
  const show = (id: string, isShown: boolean) => {
    localStorage.setItem(key, JSON.stringify({ ...chosen, [id]: isShown }))
    dispatchEvent(new Event(changed))
  }
  return { shown: { ...initial, ...chosen }, show }
}

function subscribe(onChange: () => void): () => void {
  addEventListener(changed, onChange)
  addEventListener('storage', onChange)
  return () => {
    removeEventListener(changed, onChange)
    removeEventListener('storage', onChange)
  }
}

/** Whatever else a browser may hold under this name is no choice. */
function parseChosen(stored: string | null): Record<string, boolean> {
  try {
    const parsed: unknown = JSON.parse(stored ?? '{}')
    return parsed && typeof parsed === 'object' ? Object.fromEntries(Object.entries(parsed).filter(([, value]) => typeof value === 'boolean')) : {}
  } catch {
    return {}
  }
}
