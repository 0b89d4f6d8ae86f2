import type { PlaceSummary } from './api/place-summary.ts'

/** `prod-1/payment`, `123456789012 · eu-west-1`, `vpn`: the most telling parts of where from; empty when nothing is said. */
export function placeLabel(place: PlaceSummary): string {
  const cluster = [place.cluster, place.namespace].filter(Boolean).join('/')
  return [cluster || place.account, place.region, cluster ? '' : place.network].filter(Boolean).join(' · ')
}

export function placeDetails(place: PlaceSummary): string {
  const parts: [string, string][] = [['cluster', place.cluster], ['namespace', place.namespace], ['account', place.account], ['region', place.region], ['network', place.network]]
  return parts.filter(([, value]) => value).map(([name, value]) => `${name} ${value}`).join('\n')
}
