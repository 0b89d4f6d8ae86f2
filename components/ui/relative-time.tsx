'use client'

import { absoluteTime, clockTime, evidenceTime, relativeTime, shortDay } from '#lib/format/time.ts'
import { useClock } from './clock.tsx'

/** Relative, with the absolute time and its zone on hover and focus; `—` is unknown. */
export function RelativeTime({ at, bare = false }: { at: string | null; bare?: boolean }) {
  const { now, zone } = useClock()
  if (!at) return <span className="text-faint">—</span>
  const text = relativeTime(at, now)
  return (
    <time suppressHydrationWarning dateTime={at} data-tip={absoluteTime(at, zone)} className="whitespace-nowrap">
      {bare ? text.replace(' ago', '') : text}
    </time>
  )
}

/** As evidence: absolute, to the millisecond. */
export function EvidenceTime({ at }: { at: string }) {
  const { zone, now } = useClock()
  return (
    <time suppressHydrationWarning dateTime={at} data-tip={`${relativeTime(at, now)} · ${absoluteTime(at, zone)}`} className="mono whitespace-nowrap">
      {evidenceTime(at, zone)}
    </time>
  )
}

export function ShortDay({ at }: { at: string | null }) {
  const { now, zone } = useClock()
  if (!at) return <span className="text-faint">—</span>
  return (
    <time suppressHydrationWarning dateTime={at} data-tip={absoluteTime(at, zone)} className="whitespace-nowrap">
      {shortDay(at, now, zone)}
    </time>
  )
}

export function ClockTime({ at }: { at: string }) {
  const { zone } = useClock()
  return (
    <time suppressHydrationWarning dateTime={at} data-tip={absoluteTime(at, zone)} className="whitespace-nowrap">
      {clockTime(at, zone)}
    </time>
  )
}
