import { actions, disclosures, identityKinds, outcomes, stores } from '#lib/facts.ts'
import { isNetwork } from './network.ts'
import { matchesPattern } from './pattern.ts'
import { readTokens, SearchSyntaxError, type Token } from './read-tokens.ts'
import { choiceFields, patternFields, type ChoiceField, type PatternField, type Search, type SearchNode, type SearchTerm } from './search-node.ts'

export const searchLimits = { bytesMax: 4096, termsMax: 200, depthMax: 32 }

/** What each choice field may be, in the order of its codes. */
export const choices = { action: actions, outcome: outcomes, kind: identityKinds, store: stores, disclosed: disclosures } satisfies Record<ChoiceField, readonly string[]>

/** Every field a person can write. */
export const searchFields = [...patternFields.filter((field) => field !== 'text'), ...choiceFields, 'ip']
const fieldSet: ReadonlySet<string> = new Set(searchFields)

function fail(message: string, column: number): never {
  throw new SearchSyntaxError({ message, column })
}

/**
 * Parses the search language: `field:value`, free text, `-` before what is not wanted, `OR`, parentheses, `*`, quotes. Terms
 * side by side must all match. Total and linear: any text in, a tree or one error with its column out.
 */
export function parseSearch(text: string): Search {
  try {
    checkText(text)
    const parser = new Parser(readTokens(text, fieldSet), text.length + 1)
    return { ok: true, node: parser.parse() }
  } catch (error) {
    if (error instanceof SearchSyntaxError) return { ok: false, error: { message: error.message, column: error.column } }
    throw error
  }
}

function checkText(text: string): void {
  // UTF-8 needs at most three bytes for a UTF-16 unit: only texts near the limit are measured.
  if (text.length > searchLimits.bytesMax || (text.length * 3 > searchLimits.bytesMax && new TextEncoder().encode(text).length > searchLimits.bytesMax)) {
    fail(`a search has at most ${searchLimits.bytesMax} bytes`, 1)
  }
  const control = text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/)
  if (control >= 0) fail('there is a control character here', control + 1)
  const lone = text.search(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/)
  if (lone >= 0) fail('there is half a character here', lone + 1)
}

class Parser {
  private at = 0
  private terms = 0
  private readonly tokens: Token[]
  private readonly endColumn: number

  constructor(tokens: Token[], endColumn: number) {
    this.tokens = tokens
    this.endColumn = endColumn
  }

  parse(): SearchNode | null {
    if (this.tokens.length === 0) return null
    const node = this.either(0)
    const rest = this.tokens[this.at]
    if (rest) fail('this parenthesis was not opened', rest.column)
    return node
  }

  private either(depth: number): SearchNode {
    const nodes = [this.all(depth)]
    while (this.tokens[this.at]?.type === 'or') {
      this.at += 1
      nodes.push(this.all(depth))
    }
    return nodes.length === 1 && nodes[0] ? nodes[0] : { type: 'or', nodes }
  }

  private all(depth: number): SearchNode {
    const nodes = [this.one(depth)]
    for (let next = this.tokens[this.at]; next && next.type !== 'or' && next.type !== 'close'; next = this.tokens[this.at]) {
      if (next.type === 'and') this.at += 1
      nodes.push(this.one(depth))
    }
    return nodes.length === 1 && nodes[0] ? nodes[0] : { type: 'and', nodes }
  }

  private one(depth: number): SearchNode {
    const token = this.tokens[this.at]
    if (!token) fail('something is missing here', this.endColumn)
    if (depth > searchLimits.depthMax) fail(`parentheses and minus signs nest at most ${searchLimits.depthMax} deep`, token.column)
    this.at += 1
    if (token.type === 'word') return this.term(token)
    if (token.type === 'not') return { type: 'not', node: this.one(depth + 1) }
    if (token.type !== 'open') fail('a term is missing before this', token.column)
    const node = this.either(depth + 1)
    if (this.tokens[this.at]?.type !== 'close') fail('this parenthesis is not closed', token.column)
    this.at += 1
    return node
  }

  private term(token: Token & { type: 'word' }): SearchTerm {
    this.terms += 1
    if (this.terms > searchLimits.termsMax) fail(`a search has at most ${searchLimits.termsMax} terms`, token.fieldColumn)
    return termOf(token)
  }
}

function termOf(token: Token & { type: 'word' }): SearchTerm {
  const pattern = { parts: token.parts }
  if (token.field === 'ip') {
    const network = token.parts.join('*')
    if (!isNetwork(network)) fail('must be an address or a network, like 10.0.0.0/8 or 2001:db8::/32', token.column)
    return { type: 'address', network }
  }
  const choice = choiceFields.find((field) => field === token.field)
  if (choice) {
    const values = choices[choice].filter((value) => matchesPattern(pattern, value))
    if (values.length === 0) fail(`${choice} is one of ${choices[choice].join(', ')}`, token.column)
    return { type: 'choice', field: choice, values }
  }
  const field: PatternField = patternFields.find((known) => known === token.field) ?? 'text'
  return { type: 'pattern', field, pattern }
}
