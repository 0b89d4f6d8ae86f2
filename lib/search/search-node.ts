/** Text of a term, cut at its `*`s: one part is an exact text, more are joined by "any characters". */
export type Pattern = { parts: string[] }

export const patternFields = [
  'secret', 'identity', 'version', 'region', 'account', 'cluster', 'namespace', 'client', 'feed', 'code', 'network', 'text',
] as const
export type PatternField = (typeof patternFields)[number]

export const choiceFields = ['action', 'outcome', 'kind', 'store', 'disclosed'] as const
export type ChoiceField = (typeof choiceFields)[number]

export type SearchTerm =
  | { type: 'pattern'; field: PatternField; pattern: Pattern }
  /** `values`: those of the field's list that the term names, never empty. */
  | { type: 'choice'; field: ChoiceField; values: string[] }
  /** An address, or a network as `<address>/<bits>`; checked. */
  | { type: 'address'; network: string }

export type SearchNode = SearchTerm | { type: 'not'; node: SearchNode } | { type: 'and'; nodes: SearchNode[] } | { type: 'or'; nodes: SearchNode[] }

/** `column` counts characters (UTF-16 units, as an input's caret does) from 1. */
export type SearchError = { message: string; column: number }

/** `node` is null when the search is empty: it matches everything. */
export type Search = { ok: true; node: SearchNode | null } | { ok: false; error: SearchError }
