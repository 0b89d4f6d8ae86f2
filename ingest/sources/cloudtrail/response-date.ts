import { parseInstant } from '#lib/instant.ts'

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
