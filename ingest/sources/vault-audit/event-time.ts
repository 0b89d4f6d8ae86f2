import type { ReasonCode } from '#lib/reason-codes.ts'

/** RFC 3339 with any number of fraction digits and any offset → the same instant in UTC, every digit kept. */
export function eventTime(time: string | undefined): { at: string } | { reason: ReasonCode } {
  if (time === undefined || time === '') return { reason: 'missing_timestamp' }
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/u.exec(time)
  const whole = parts === null ? Number.NaN : Date.parse(`${parts[1]}${parts[3]}`)
  if (parts === null || Number.isNaN(whole)) return { reason: 'bad_timestamp' }
  if (time.startsWith('0001-')) return { reason: 'year_0001' }
  const utc = new Date(whole).toISOString()
  return utc.length === 24 ? { at: `${utc.slice(0, 19)}${parts[2] ?? ''}Z` } : { reason: 'bad_timestamp' }
}
