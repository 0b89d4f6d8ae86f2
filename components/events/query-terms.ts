import { writeTerm } from '#lib/search/write-term.ts'

type Field = Parameters<typeof writeTerm>[0]

export type TermState = 'only' | 'not' | undefined

export function termState(query: string, field: Field, value: string): TermState {
  const parts = splitTerms(query)
  if (parts.includes(writeTerm(field, value))) return 'only'
  return parts.includes(writeTerm(field, value, false)) ? 'not' : undefined
}

/**
 * The query with one facet's value chosen ("only this": other values of the field that were chosen go), excluded, or given up when it
 * already was. What the reader wrote himself is left as it is.
 */
export function toggleTerm(query: string, field: Field, value: string, without: boolean): string {
  const wanted = writeTerm(field, value, !without)
  const parts = splitTerms(query)
  if (parts.includes(wanted)) return parts.filter((part) => part !== wanted).join(' ')
  const opposite = writeTerm(field, value, without)
  const kept = parts.filter((part) => part !== opposite && (without || !part.startsWith(`${field}:`)))
  return [...kept, wanted].join(' ')
}

/** At spaces outside quotes and parentheses; groups stay whole. */
export function splitTerms(query: string): string[] {
  const parts: string[] = []
  let part = ''
  let depth = 0
  let isQuoted = false
  for (let at = 0; at < query.length; at++) {
    const character = query.charAt(at)
    if (character === '\\' && isQuoted) {
      part += character + query.charAt(++at)
      continue
    }
    if (character === '"') isQuoted = !isQuoted
    if (!isQuoted && character === '(') depth++
    if (!isQuoted && character === ')') depth--
    if (/\s/.test(character) && !isQuoted && depth === 0) {
      if (part) parts.push(part)
      part = ''
    } else part += character
  }
  return part ? [...parts, part] : parts
}
