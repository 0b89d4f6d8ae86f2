'use client'

import { useSearchParams } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

import type { Zone } from '#lib/format/time.ts'

type Clock = { now: number; zone: Zone }
const ClockContext = createContext<Clock>({ now: 0, zone: 'utc' })
const tickSeconds = 20
/** Parts of a page that are still on their way when this mounts must meet the server's clock when they are taken over. */
const firstTickSeconds = 1

/**
 * One clock for all relative times. The server says what "now" is, so that the first drawing in the browser equals the server's;
 * the reader's own zone is known only in the browser and comes with the second.
 */
export function ClockProvider({ now, children }: { now: number; children: ReactNode }) {
  const [clock, setClock] = useState({ now, isMounted: false })
  const zone = useSearchParams().get('zone') === 'local' ? 'local' : 'utc'
  useEffect(() => {
    const tick = () => setClock({ now: Date.now(), isMounted: true })
    const first = setTimeout(tick, firstTickSeconds * 1000)
    const timer = setInterval(tick, tickSeconds * 1000)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [])
  return <ClockContext value={{ now: clock.now, zone: clock.isMounted ? zone : 'utc' }}>{children}</ClockContext>
}

export function useClock(): Clock {
  return useContext(ClockContext)
}
