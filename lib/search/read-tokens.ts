import type { SearchError } from './search-node.ts'

/** `parts` is the value cut at its `*`s; a `*` in quotes stands for itself. */
export type Token =
  | { type: 'open' | 'close' | 'or' | 'and' | 'not'; column: number }
  | { type: 'word'; field: string | null; fieldColumn: number; parts: string[]; column: number }

export class SearchSyntaxError extends Error {
  readonly column: number

  constructor(error: SearchError) {
    super(error.message)
    this.column = error.column
  }
}

/** Names that people paste without quotes and whose first word is not a field: `arn:aws:…`, `serviceAccount:…`, `vault://…`. */
const namePrefixes = new Set([
  'arn', 'aws-service', 'aws-account', 'serviceaccount', 'user', 'group', 'principal', 'principalset', 'kubernetes', 'vault', 'workload', 'oidc', 'system',
])

/** One pass, no backtracking. Throws `SearchSyntaxError`. */
export function readTokens(text: string, fields: ReadonlySet<string>): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const char = text.charAt(at)
    if (isSpace(char)) at += 1
    else if (char === '(' || char === ')') tokens.push({ type: char === '(' ? 'open' : 'close', column: ++at })
    else if (char === '-' && at + 1 < text.length && !isSpace(text.charAt(at + 1)) && text.charAt(at + 1) !== ')') tokens.push({ type: 'not', column: ++at })
    else at = readWord(text, at, fields, tokens)
  }
  return tokens
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r' || char === '\u00a0'
}

function readWord(text: string, start: number, fields: ReadonlySet<string>, tokens: Token[]): number {
  const field = readField(text, start, fields)
  const from = field === null ? start : start + field.length + 1
  const { parts, end, quoted } = readValue(text, from)
  const bare = text.slice(start, end)
  if (!quoted && (bare === 'OR' || bare === 'AND')) tokens.push({ type: bare === 'OR' ? 'or' : 'and', column: start + 1 })
  else if (field !== null && end === from) throw new SearchSyntaxError({ message: `"${field}:" needs a value`, column: from + 1 })
  else tokens.push({ type: 'word', field: field?.toLowerCase() ?? null, fieldColumn: start + 1, parts, column: from + 1 })
  return end
}

/** The field before a colon, or null when the word has none. Anything that looks like a field and is none is an error, unless it begins a well-known name. */
function readField(text: string, start: number, fields: ReadonlySet<string>): string | null {
  let end = start
  while (end < text.length && /[A-Za-z0-9_-]/.test(text.charAt(end))) end += 1
  if (end === start || text.charAt(end) !== ':') return null
  const field = text.slice(start, end)
  const known = field.toLowerCase()
  if (namePrefixes.has(known) || text.startsWith('://', end)) return null
  if (fields.has(known)) return field
  const shown = field.length > 40 ? `${field.slice(0, 40)}…` : field
  throw new SearchSyntaxError({ message: `there is no field "${shown}"; the fields are ${[...fields].join(', ')}. Put text with a colon in quotes`, column: start + 1 })
}

function readValue(text: string, from: number): { parts: string[]; end: number; quoted: boolean } {
  const parts = ['']
  let part = ''
  let quoted = false
  let at = from
  while (at < text.length && !isSpace(text.charAt(at)) && text.charAt(at) !== '(' && text.charAt(at) !== ')') {
    const char = text.charAt(at)
    if (char === '"') {
      const inner = readQuoted(text, at)
      part += inner.text
      at = inner.end
      quoted = true
    } else if (char === '*') {
      parts[parts.length - 1] = part
      // Several stars in a row say no more than one.
      if (part !== '' || parts.length === 1) parts.push('')
      part = ''
      at += 1
    } else {
      part += char
      at += 1
    }
  }
  parts[parts.length - 1] = part
  return { parts, end: at, quoted }
}

function readQuoted(text: string, open: number): { text: string; end: number } {
  let inner = ''
  for (let at = open + 1; at < text.length; at += 1) {
    const char = text.charAt(at)
    if (char === '"') return { text: inner, end: at + 1 }
    if (char === '\\' && at + 1 < text.length) at += 1
    inner += text.charAt(at)
  }
  throw new SearchSyntaxError({ message: 'this quote is not closed', column: open + 1 })
}
