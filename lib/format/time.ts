export type Zone = 'utc' | 'local'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const steps: [seconds: number, unit: string][] = [[60, 's'], [3_600, 'min'], [86_400, 'h'], [86_400 * 60, 'd'], [86_400 * 730, 'mo'], [Infinity, 'y']]
const divisors: Record<string, number> = { s: 1, min: 60, h: 3_600, d: 86_400, mo: 86_400 * 30.44, y: 86_400 * 365.25 }

/** `4 min ago`, `in 2 h`; below five seconds `now`. */
export function relativeTime(at: string, now: number): string {
  const seconds = (now - Date.parse(at)) / 1000
  const distance = Math.abs(seconds)
  if (distance < 5) return 'now'
  const unit = steps.find(([limit]) => distance < limit)?.[1] ?? 'y'
  const text = `${Math.max(1, Math.floor(distance / (divisors[unit] ?? 1)))} ${unit}`
  return seconds >= 0 ? `${text} ago` : `in ${text}`
}

/** `90 s`, `12 min`, `3 h`, `2 d` */
export function duration(seconds: number): string {
  const unit = steps.find(([limit]) => seconds < limit * 1.5)?.[1] ?? 'd'
  return `${Math.round(seconds / (divisors[unit] ?? 1))} ${unit}`
}

/** `23 Nov 2026 14:32:05 UTC`: the zone is always named. */
export function absoluteTime(at: string, zone: Zone, withSeconds = true): string {
  const parts = partsOf(at, zone)
  const time = `${parts.hour}:${parts.minute}${withSeconds ? `:${parts.second}` : ''}`
  return `${parts.day} ${months[parts.month - 1]} ${parts.year} ${time} ${parts.zone}`
}

/** `2026-11-23 14:32:05.123` for tables of evidence; the column's heading names the zone. */
export function evidenceTime(at: string, zone: Zone): string {
  const parts = partsOf(at, zone)
  return `${parts.year}-${pad(parts.month)}-${pad(parts.day)} ${parts.hour}:${parts.minute}:${parts.second}.${parts.fraction}`
}

/** `2 Nov`, with the year when it is another one. */
export function shortDay(at: string, now: number, zone: Zone): string {
  const parts = partsOf(at, zone)
  return `${parts.day} ${months[parts.month - 1]}${parts.year === new Date(now).getUTCFullYear() ? '' : ` ${parts.year}`}`
}

export function clockTime(at: string, zone: Zone): string {
  const parts = partsOf(at, zone)
  return `${parts.hour}:${parts.minute} ${parts.zone}`
}

function partsOf(at: string, zone: Zone) {
  const date = new Date(at)
  const utc = zone === 'utc'
  return {
    year: utc ? date.getUTCFullYear() : date.getFullYear(),
    month: (utc ? date.getUTCMonth() : date.getMonth()) + 1,
    day: utc ? date.getUTCDate() : date.getDate(),
    hour: pad(utc ? date.getUTCHours() : date.getHours()),
    minute: pad(utc ? date.getUTCMinutes() : date.getMinutes()),
    second: pad(utc ? date.getUTCSeconds() : date.getSeconds()),
    fraction: String(date.getUTCMilliseconds()).padStart(3, '0'),
    zone: utc ? 'UTC' : offsetName(-date.getTimezoneOffset()),
  }
}

/** `UTC+08:00`: an offset is never mistaken, a zone's short name often is. */
function offsetName(minutes: number): string {
  const sign = minutes < 0 ? '−' : '+'
  return `UTC${sign}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
