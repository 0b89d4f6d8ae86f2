export const secondMs = 1000
export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** The days the demo tells of; `end` is the last moment that anything is logged. */
export type Period = { start: number; end: number }

export type Hour = {
  start: number
  /** Never after the period's end: the last hour may be short. */
  end: number
  /** UTC */
  hourOfDay: number
  /** 0 is Sunday. */
  weekday: number
  isWorkday: boolean
  /** How busy the organisation is: 1 in the middle of a working day. */
  rhythm: number
  /** This hour's share that is inside the period; 1 except in the last one. */
  share: number
}


/** Some days up to the last full hour: the same period, and so the same bytes, for any moment of one hour. */
export function periodEndingAt(now: Date, days: number): Period {
  const hour = Math.floor(now.getTime() / hourMs) * hourMs
  return { start: hour - days * dayMs, end: hour }
}

export function* hoursOf(period: Period): Generator<Hour> {
  const first = Math.floor(period.start / hourMs) * hourMs
  for (let start = first; start < period.end; start += hourMs) {
    const end = Math.min(start + hourMs, period.end)
    const date = new Date(start)
    const weekday = date.getUTCDay()
    const isWorkday = weekday >= 1 && weekday <= 5
    const hourOfDay = date.getUTCHours()
    yield { start, end, hourOfDay, weekday, isWorkday, rhythm: rhythmOf(hourOfDay, isWorkday), share: (end - start) / hourMs }
  }
}

function rhythmOf(hourOfDay: number, isWorkday: boolean): number {
  const daylight = Math.max(0, Math.sin(((hourOfDay - 4) / 16) * Math.PI))
  return 0.35 + (isWorkday ? 0.65 : 0.2) * daylight
}
