const shape = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?\s*(Z|z|UTC|[+-]\d\d:?\d\d)?$/

/**
 * A logged time in UTC with the digits it was logged with (`…:32.537118211Z`), or undefined when it is none.
 * BigQuery prints `2026-11-03 00:00:32.537118 UTC`, its JSON rows leave the zone away: both are UTC.
 */
export function readTimestamp(value: unknown): string | undefined {
  const match = typeof value === 'string' ? shape.exec(value.trim()) : null
  if (!match) return undefined
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction, zone] = match
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  // Date.UTC rolls the 31st of February over and reads the years 0–99 as 1900–1999: such times do not come back as they were.
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, 19) !== wall) return undefined
  const utc = new Date(local - offsetMinutes(zone) * 60_000).toISOString().slice(0, 19)
  return `${utc}${fraction ? `.${fraction}` : ''}Z`
}

function offsetMinutes(zone: string | undefined): number {
  const match = zone ? /^([+-])(\d\d):?(\d\d)$/.exec(zone) : null
  if (!match) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]))
}

/** Cut or filled to six digits: a table export of an entry ends there, and it is the same entry. */
export function toMicroseconds(timestamp: string): string {
  const [seconds = '', fraction = ''] = timestamp.slice(0, -1).split('.')
  return `${seconds}.${fraction.slice(0, 6).padEnd(6, '0')}Z`
}
