/** RFC 3339, and what exports make of it: a blank for the `T`, ` UTC` or nothing for the zone, an offset without a colon. */
const shape = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?(?:\s?(Z|z|UTC|[+-]\d\d:?\d\d))?$/

const daysOf = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A logged time → ISO 8601 in UTC with the digits it was logged with (at most nine); undefined when it is no instant since 1971 (an hour 25, a 30th of February, year 1). No zone means UTC. */
export function parseInstant(text: unknown): string | undefined {
  if (typeof text === 'string' && text.length === 20 && isPlainInstant(text)) return text
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

/** `2026-03-01T10:00:00Z`, by far the commonest shape, told without a regular expression: every skipped record is asked. */
function isPlainInstant(text: string): boolean {
  for (let i = 0; i < 20; i++) {
    const code = text.charCodeAt(i)
    const expected = separators[i]
    if (expected === 0 ? code < 48 || code > 57 : code !== expected) return false
  }
  const two = (at: number) => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48
  const year = two(0) * 100 + two(2)
  return year >= 1971 && isDay(year, two(5), two(8)) && two(11) < 24 && two(14) < 60 && two(17) < 60
}

/** Character codes between the digits of a plain instant; 0 where a digit stands. */
const separators = [...'0000-00-00T00:00:00Z'].map((character) => (character === '0' ? 0 : character.charCodeAt(0)))

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
