/** One of eight hues, 1 to 8, the same for the same name everywhere and always (FNV-1a). */
export function hueOf(name: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193)
  return ((hash >>> 0) % 8) + 1
}
