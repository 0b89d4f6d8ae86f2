import { InvalidFilter } from '#lib/errors.ts'
import { sql, type Sql } from './sql.ts'

/** `from` inclusive, `to` exclusive, `null` open; whole UTC days between them are `firstDay` (inclusive) to `endDay` (exclusive). */
export type TimeRange = { from: string | null; to: string | null }

export function rangeOf(filter: { from?: string; to?: string }): TimeRange {
  const from = filter.from === undefined ? null : new Date(filter.from).toISOString()
  const to = filter.to === undefined ? null : new Date(filter.to).toISOString()
  if (from !== null && to !== null && from > to) throw new InvalidFilter('to', 'The range ends before it begins.')
  return { from, to }
}

/** The column lies in the range. */
export function inRange(column: Sql, range: TimeRange): Sql {
  const after = range.from === null ? sql`TRUE` : sql`${column} >= ${range.from}::timestamptz`
  const before = range.to === null ? sql`TRUE` : sql`${column} < ${range.to}::timestamptz`
  return sql`(${after} AND ${before})`
}

/** The whole UTC days of the range as dates, and whether something is left over at either end. */
export function wholeDays(range: TimeRange): { firstDay: string | null; endDay: string | null; aligned: boolean } {
  const firstDay = range.from === null ? null : dayAtOrAfter(range.from)
  const endDay = range.to === null ? null : range.to.slice(0, 10)
  const aligned = (range.from === null || range.from.endsWith('T00:00:00.000Z')) && (range.to === null || range.to.endsWith('T00:00:00.000Z'))
  return { firstDay, endDay, aligned }
}

function dayAtOrAfter(time: string): string {
  if (time.endsWith('T00:00:00.000Z')) return time.slice(0, 10)
  return new Date(Date.parse(time.slice(0, 10)) + 86_400_000).toISOString().slice(0, 10)
}

type Part = { from: string; to: string }

/** What of the range lies outside its whole days: a part of the day it begins in, of the day it ends in, or all of it `within` one day. */
export function partialEnds(range: TimeRange): { head: Part | null; tail: Part | null; within: Part | null } {
  const { firstDay, endDay, aligned } = wholeDays(range)
  if (aligned) return { head: null, tail: null, within: null }
  if (range.from !== null && range.to !== null && firstDay !== null && endDay !== null && firstDay > endDay) return { head: null, tail: null, within: { from: range.from, to: range.to } }
  const [headEnd, tailStart] = [`${firstDay}T00:00:00.000Z`, `${endDay}T00:00:00.000Z`]
  return {
    head: range.from === null || range.from === headEnd ? null : { from: range.from, to: headEnd },
    tail: range.to === null || range.to === tailStart ? null : { from: tailStart, to: range.to },
    within: null,
  }
}

export function inWholeDays(column: Sql, range: TimeRange): Sql {
  const { firstDay, endDay } = wholeDays(range)
  const after = firstDay === null ? sql`TRUE` : sql`${column} >= ${firstDay}::date`
  const before = endDay === null ? sql`TRUE` : sql`${column} < ${endDay}::date`
  return sql`(${after} AND ${before})`
}

/** Some of the UTC day lies in the range. */
export function touchesDay(column: Sql, range: TimeRange): Sql {
  const after = range.from === null ? sql`TRUE` : sql`${column} >= ${range.from.slice(0, 10)}::date`
  const before = range.to === null ? sql`TRUE` : sql`${column} <= ${range.to.slice(0, 10)}::date`
  return sql`(${after} AND ${before})`
}
