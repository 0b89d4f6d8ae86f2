import type { Pattern } from './search-node.ts'

export function patternOf(text: string): Pattern {
  return { parts: text.split('*') }
}

/** Does the pattern match the whole text, regardless of case? Greedy from the left, so it takes one pass over the text. */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  const parts = pattern.parts.map((part) => part.toLowerCase())
  const subject = text.toLowerCase()
  const first = parts[0] ?? ''
  const last = parts.at(-1) ?? ''
  if (parts.length === 1) return subject === first
  if (subject.length < first.length + last.length || !subject.startsWith(first) || !subject.endsWith(last)) return false
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = subject.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= subject.length - last.length
}
