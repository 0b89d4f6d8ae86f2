/** Test support: an owner's pattern read letter by letter, on purpose not the way the database does it. */
export function matchesGlobOfOwner(pattern: string, uri: string): boolean {
  if (pattern === '') return uri === ''
  if (pattern.startsWith('*')) return matchesGlobOfOwner(pattern.slice(1), uri) || (uri !== '' && matchesGlobOfOwner(pattern, uri.slice(1)))
  return uri !== '' && pattern[0] === uri[0] && matchesGlobOfOwner(pattern.slice(1), uri.slice(1))
}
