import type { PlaceSummary } from '#lib/api/place-summary.ts'
import type { VersionReads } from '#lib/api/value-reads.ts'

const listedMax = 3

/** `prod-1/payment`, `123456789012/eu-central-1`: the first few places, and how many more. */
export function placesCell(places: readonly PlaceSummary[]): string {
  const names = [...new Set(places.map((place) => [place.account, place.region, place.cluster, place.namespace, place.network].filter((part) => part !== '').join('/')))].filter((name) => name !== '')
  return listed(names)
}

/** `7 ◐ 1204`: version, how it is known (● observed, ◐ inferred, ○ unknown), reads. */
export function versionsCell(versions: readonly VersionReads[]): string {
  const glyphs = { observed: '●', inferred: '◐', unknown: '○' }
  return listed(versions.map((version) => `${version.ref === '' ? '?' : version.ref} ${glyphs[version.evidence]} ${version.reads}`))
}

function listed(names: string[]): string {
  return names.length > listedMax ? `${names.slice(0, listedMax).join(', ')} +${names.length - listedMax}` : names.join(', ')
}
