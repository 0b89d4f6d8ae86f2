import type { searchFields } from './parse-search.ts'

/** One term of the search language that means exactly this value, whatever is in it: for facets, links and completions. */
export function writeTerm(field: (typeof searchFields)[number], value: string, wanted = true): string {
  const plain = /^[A-Za-z0-9_./:@+=,-]+$/.test(value)
  const text = plain ? value : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`
  return `${wanted ? '' : '-'}${field}:${text}`
}
