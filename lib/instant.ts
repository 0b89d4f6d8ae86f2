/** RFC 3339, and what exports make of it: a blank for the `T`, ` UTC` or nothing for the zone, an offset without a colon. */
const shape = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?(?:\s?(Z|z|UTC|[+-]\d\d:?\d\d))?$/

const daysOf = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A logged time → ISO 8601 in UTC with the digits it was logged with (at most nine); undefined when it is no instant since 1971 (an hour 25, a 30th of February, year 1). No zone means UTC. */
export function parseInstant(text: unknown): string | undefined {
  const parts = typeof text === 'string' ? shape.exec(text) : null
  if (!parts) return undefined
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction, zone] = parts
  if (Number(year) < 1971 || !isDay(Number(year), Number(month), Number(day)) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const digits = fraction === undefined ? '' : `.${fraction}`
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  if (zone === undefined || zone === 'Z' || zone === 'z' || zone === 'UTC') return `${wall}${digits}Z`
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) - offsetMinutes(zone) * 60_000
  return `${new Date(utc).toISOString().slice(0, 19)}${digits}Z`
}

function isDay(year: number, month: number, day: number): boolean {
  if (day < 1 || day > (daysOf[month - 1] ?? 0)) return false
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
}

function offsetMinutes(zone: string): number {
  const digits = zone.slice(1).replace(':', '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return zone.startsWith('-') ? -minutes : minutes
}

/** Go writes its zero time for "not set". */
export function isZeroTime(text: string): boolean {
  return text.startsWith('0001-01-01')
}

/** A parsed instant cut (never rounded into another second) or filled to six digits, PostgreSQL's precision: one width, so that text sorts as time. */
export function toMicroseconds(instant: string): string {
  return `${instant.slice(0, 19)}.${instant.slice(20, -1).padEnd(6, '0').slice(0, 6)}Z`
}
