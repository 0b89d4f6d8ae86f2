import type { ReadsByDay } from '#lib/api/list-reads-by-day.ts'
import { counted } from '#lib/format/count.ts'
import { hueOf } from './hue-of.ts'

export type ReadsSeries = { key: string; label: string; hue: number; href: string | null; values: number[]; total: number }
export type ReadsChartData = {
  days: string[]
  /** Most reads first. */
  series: ReadsSeries[]
  denied: number[]
  /** `8 of 23 readers shown`, when some are summed up. */
  notice: string | null
  /** What a person who cannot see the chart should know. */
  summary: string
  /** Days on which some log that could have shown a read is missing: neither zero nor a number. */
  uncovered: boolean[]
  max: number
}

const seriesMax = 8

/** Decides everything: which series, in which order, in which colour, and what is said about it. */
export function prepareReadsChart(data: ReadsByDay, gaps: { from: string; to: string }[]): ReadsChartData {
  const ranked = data.readers
    .map((reader) => ({ ...reader, total: sum(reader.reads) }))
    .filter((reader) => reader.total > 0)
    .sort((a, b) => b.total - a.total || a.identity.uri.localeCompare(b.identity.uri))
  const shown = ranked.length > seriesMax ? ranked.slice(0, seriesMax - 1) : ranked
  const rest = ranked.slice(shown.length)
  const taken = new Set<number>()
  const series: ReadsSeries[] = shown.map(({ identity, reads, total }) => ({
    key: identity.id,
    label: identity.displayName,
    hue: freeHue(hueOf(identity.uri), taken),
    href: `/identities/${identity.id}`,
    values: reads,
    total,
  }))
  if (rest.length > 0) {
    const values = data.days.map((_, day) => sum(rest.map((reader) => reader.reads[day] ?? 0)))
    series.push({ key: 'rest', label: `${rest.length} others`, hue: 0, href: null, values, total: sum(values) })
  }
  const perDay = data.days.map((_, day) => sum(series.map((one) => one.values[day] ?? 0)))
  return {
    days: data.days,
    series,
    denied: data.days.map((_, day) => sum(data.readers.map((reader) => reader.denied[day] ?? 0))),
    notice: rest.length > 0 ? `${shown.length} of ${ranked.length} readers shown, the others summed up` : null,
    summary: summarise(data.days, perDay, ranked.length),
    uncovered: data.days.map((day) => gaps.some((gap) => gap.from < `${nextDay(day)}T00:00:00.000Z` && gap.to > `${day}T00:00:00.000Z`)),
    max: Math.max(0, ...perDay),
  }
}

function summarise(days: string[], perDay: number[], readers: number): string {
  const total = sum(perDay)
  if (total === 0) return `No reads between ${days[0]} and ${days.at(-1)}.`
  const top = Math.max(...perDay)
  return `${counted(total, 'read')} by ${counted(readers, 'reader')} between ${days[0]} and ${days.at(-1)}; most on ${days[perDay.indexOf(top)]} (${counted(top, 'read')}).`
}

/** An entity keeps its hue wherever it is drawn; only when two in one chart share it, the one with fewer reads takes the next free one. */
function freeHue(wanted: number, taken: Set<number>): number {
  let hue = wanted
  while (taken.has(hue) && taken.size < 8) hue = (hue % 8) + 1
  taken.add(hue)
  return hue
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}
