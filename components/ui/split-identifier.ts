/** Where the last segment of a path, an ARN or a URI begins. */
export function splitIdentifier(text: string): { head: string; tail: string } {
  const at = Math.max(text.lastIndexOf('/', text.length - 2), text.lastIndexOf(':', text.length - 2))
  return at < 0 ? { head: '', tail: text } : { head: text.slice(0, at + 1), tail: text.slice(at + 1) }
}
