import type { PlaceSummary } from './api/place-summary.ts'

/**
 * `prod-1/payment`, `123456789012 · eu-west-1 · 10.4.0.0/16`: the most telling parts of where from; empty when nothing is said.
 * What lies in the account `home` need not say so.
 */
export function placeLabel(place: PlaceSummary, home = ''): string {
  const cluster = [place.cluster, place.namespace].filter(Boolean).join('/')
  const account = place.account === home ? '' : place.account
  return [cluster || account, place.region, cluster ? '' : place.network].filter(Boolean).join(' · ')
}

export function placeDetails(place: PlaceSummary): string {
  const parts: [string, string][] = [['cluster', place.cluster], ['namespace', place.namespace], ['account', place.account], ['region', place.region], ['network', place.network]]
  return parts.filter(([, value]) => value).map(([name, value]) => `${name} ${value}`).join('\n')
}
