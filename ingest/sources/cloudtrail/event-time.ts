/** Whole seconds with an optional fraction and offset; exports write a blank for the `T`. */
const shape = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?$/

/** ISO 8601 in UTC, as precise as the text; undefined when it is not an instant (an hour 25, a 30th of February, year 1). */
export function parseInstant(text: string): string | undefined {
  const parts = shape.exec(text)
  if (!parts) return undefined
  const [, day, clock, fraction = '', zone = 'Z'] = parts
  const local = Date.parse(`${day}T${clock}Z`)
  if (!Number.isFinite(local) || new Date(local).toISOString().slice(0, 19) !== `${day}T${clock}`) return undefined
  if (local < Date.UTC(1970, 0, 2)) return undefined
  if (zone === 'Z') return `${day}T${clock}${fraction}Z`
  return `${new Date(local - offsetMinutes(zone) * 60_000).toISOString().slice(0, 19)}${fraction}Z`
}

function offsetMinutes(zone: string): number {
  const digits = zone.slice(1).replace(':', '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return zone.startsWith('-') ? -minutes : minutes
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const pretty = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}),? (\d{1,2}):(\d\d):(\d\d)\s?(AM|PM)$/

/** Dates inside requests and responses: "Jul 10, 2023, 12:07:59 PM" (also with a narrow blank) beside ISO and "2026-01-11 22:54:56.000". */
export function parseResponseDate(text: string | null | undefined): string | undefined {
  if (!text) return undefined
  const parts = pretty.exec(text)
  if (!parts) return parseInstant(text)
  const month = months.indexOf(parts[1] ?? '') + 1
  const hour = (Number(parts[4]) % 12) + (parts[7] === 'PM' ? 12 : 0)
  const two = (value: number | string | undefined) => String(value).padStart(2, '0')
  return parseInstant(`${parts[3]}-${two(month)}-${two(parts[2])}T${two(hour)}:${parts[5]}:${parts[6]}Z`)
}
