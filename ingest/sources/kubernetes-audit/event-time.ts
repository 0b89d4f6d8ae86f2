const rfc3339 = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/

/** An RFC 3339 time as ISO 8601 in UTC with every digit the record gave; undefined when it is not one. */
export function eventTime(text: string): string | undefined {
  const parts = rfc3339.exec(text)
  if (!parts) return undefined
  const [, second = '', fraction = '', zone = ''] = parts
  const instant = Date.parse(`${second}${zone}`)
  if (Number.isNaN(instant)) return undefined
  return `${new Date(instant).toISOString().slice(0, 19)}${fraction}Z`
}

/** Go writes its zero time for "not set". */
export function isZeroTime(text: string): boolean {
  return text.startsWith('0001-01-01')
}
