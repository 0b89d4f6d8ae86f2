/**
 * Version ids of AWS are UUIDs and those of Kubernetes hashes or long numbers: eight characters tell them apart in one secret.
 * A version that only its writing tells (`written 2026-11-04T10:02:03Z`) goes by that day.
 */
export function versionLabel(ref: string): string {
  if (ref === '') return '—'
  if (ref.startsWith('written ')) return ref.slice(8, 18)
  return ref.length > 12 ? ref.slice(0, 8) : ref
}
