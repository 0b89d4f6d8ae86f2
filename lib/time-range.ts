/** The time range of a view lives in the URL: `range=7d`, or `range=2026-11-01T00:00Z..2026-11-08T00:00Z`. */
export const presetRanges = { '1h': 'Last hour', '24h': 'Last 24 hours', '7d': 'Last 7 days', '30d': 'Last 30 days', '90d': 'Last 90 days' } as const
export type PresetRange = keyof typeof presetRanges

export type TimeRange = {
  /** As in the URL. */
  key: string
  /** `7 days`, `2026-11-01 to 2026-11-08` */
  label: string
  /** ISO 8601 UTC; `from` inclusive, `to` exclusive. */
  from: string
  to: string
}

export const defaultRange = '7d'
const unitMinutes = { h: 60, d: 1440 }

/** What cannot be understood is the default range: a link from elsewhere must still open. */
export function parseTimeRange(key: string | undefined, now: Date): TimeRange {
  const relative = /^(\d{1,3})([hd])$/.exec(key ?? '')
  if (relative) return relativeRange(Number(relative[1]), relative[2] === 'h' ? 'h' : 'd', now)
  const [from, to] = (key ?? '').split('..').map((text) => new Date(text))
  if (from && to && !Number.isNaN(from.getTime()) && to > from) {
    return { key: key ?? '', label: `${shortMoment(from)} to ${shortMoment(to)}`, from: from.toISOString(), to: to.toISOString() }
  }
  return relativeRange(7, 'd', now)
}

/**
 * Ends at the next full minute, so that a page which is asked for twice asks the same question. Ranges of days begin with a day (UTC),
 * so they hold at least so many times 24 hours: numbers of whole days are kept, those of half a day would have to be counted event by event.
 */
function relativeRange(amount: number, unit: 'h' | 'd', now: Date): TimeRange {
  const to = new Date(Math.ceil(now.getTime() / 60_000) * 60_000)
  const from = new Date(to.getTime() - Math.max(amount, 1) * unitMinutes[unit] * 60_000)
  if (unit === 'd' && amount > 1) from.setUTCHours(0, 0, 0, 0)
  const word = unit === 'h' ? 'hour' : 'day'
  return { key: `${amount}${unit}`, label: amount === 1 ? `1 ${word}` : `${amount} ${word}s`, from: from.toISOString(), to: to.toISOString() }
}

/** The range of the same length before (`-1`) or after (`1`). */
export function shiftTimeRange(range: TimeRange, direction: -1 | 1): string {
  const length = Date.parse(range.to) - Date.parse(range.from)
  const shift = (time: string) => `${new Date(Date.parse(time) + direction * length).toISOString().slice(0, 16)}Z`
  return `${shift(range.from)}..${shift(range.to)}`
}

function shortMoment(moment: Date): string {
  const text = moment.toISOString()
  return text.slice(11, 16) === '00:00' ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
}
