import type { Reader } from '#lib/api/list-readers.ts'
import type { SecretVersion } from '#lib/api/list-versions.ts'
import type { Writer } from '#lib/api/list-writers.ts'
import { versionLabel } from '#lib/version-label.ts'

export type TimelineEntry = { at: string; mark: 'version' | 'reader' | 'change'; text: string; detail: string }

/** What happened to the secret, newest first: switches of versions, readers that came, changes. */
export function prepareTimeline(readers: Reader[], versions: SecretVersion[], writers: Writer[]): TimelineEntry[] {
  const entries: TimelineEntry[] = []
  for (const { ref, currentFrom, changedBy } of versions) {
    if (currentFrom) entries.push({ at: currentFrom, mark: 'version', text: `Version ${versionLabel(ref)} became active${changedBy ? `, by ${changedBy.displayName}` : ''}`, detail: ref })
  }
  for (const { identity, knownSince, via } of readers) {
    const through = via[0] ? ` through ${via[0].displayName}` : ''
    if (knownSince) entries.push({ at: knownSince, mark: 'reader', text: `${identity.displayName} read it for the first time${through}`, detail: identity.uri })
  }
  for (const { identity, actions } of writers) {
    for (const { action, lastAt } of actions) entries.push({ at: lastAt, mark: 'change', text: `${action} by ${identity.displayName}`, detail: identity.uri })
  }
  return entries.sort((a, b) => b.at.localeCompare(a.at) || a.text.localeCompare(b.text))
}
