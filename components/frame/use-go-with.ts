'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** Changes parameters of the present address and leaves the rest; `undefined` takes one away. */
export function useGoWith() {
  const router = useRouter()
  const path = usePathname()
  const search = useSearchParams()
  return useCallback(
    (changes: Record<string, string | undefined>, how: 'push' | 'replace' = 'push') => {
      const next = new URLSearchParams(search)
      next.delete('cursor')
      for (const [name, value] of Object.entries(changes)) {
        if (value) next.set(name, value)
        else next.delete(name)
      }
      const text = next.toString()
      router[how](text ? `${path}?${text}` : path, { scroll: false })
    },
    [router, path, search],
  )
}
