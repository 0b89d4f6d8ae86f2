/** Version ids of AWS are UUIDs and those of Kubernetes hashes or long numbers: eight characters tell them apart in one secret. */
export function versionLabel(ref: string): string {
  if (ref === '') return '—'
  return ref.length > 12 ? ref.slice(0, 8) : ref
}
