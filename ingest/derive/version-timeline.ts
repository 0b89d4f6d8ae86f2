/** One change of a version, as a log told it; `ref` is never empty here. Times are ISO 8601 UTC of one width. */
export type VersionChange = { ref: string; change: string; stage: string; at: string }

export type TimelineVersion = { ref: string; state: string; createdAt: string | null; currentFrom: string | null; currentTo: string | null }

/** When a version began to be what readers of the current stage get; `ref` empty: nobody knows which. */
export type Switch = { at: string; ref: string }

export type Timeline = { versions: TimelineVersion[]; switches: Switch[]; active: string | undefined }

const stateAfter: Readonly<Record<string, string>> = {
  pending: 'pending', previous: 'previous', deprecated: 'deprecated', disabled: 'disabled', destroyed: 'destroyed', deleted: 'deleted',
}

/** Folds a secret's version changes into its timeline. Pure; the order of the input does not matter. Of changes at one instant the later version's comes last. */
export function versionTimeline(changes: readonly VersionChange[]): Timeline {
  const sorted = [...changes].sort((a, b) => compare(a.at, b.at) || compare(order(a.change), order(b.change)) || compareRefs(a.ref, b.ref) || compare(a.change, b.change))
  const versions = new Map<string, TimelineVersion>()
  const switches: Switch[] = []
  for (const { ref, change, at } of sorted) {
    const version = versions.get(ref) ?? { ref, state: 'known', createdAt: null, currentFrom: null, currentTo: null }
    versions.set(ref, version)
    if (change === 'created') version.createdAt ??= at
    else if (change === 'current') makeCurrent(versions, switches, version, at)
    else if (change === 'enabled' || change === 'restored') version.state = isCurrent(switches, ref) ? 'current' : version.currentFrom === null ? 'enabled' : 'previous'
    else version.state = stateAfter[change] ?? version.state
  }
  const active = switches.at(-1)?.ref
  return { versions: [...versions.values()], switches, active }
}

function makeCurrent(versions: Map<string, TimelineVersion>, switches: Switch[], version: TimelineVersion, at: string): void {
  const last = switches.at(-1)
  if (last?.ref === version.ref) return
  const before = last === undefined ? undefined : versions.get(last.ref)
  if (before) {
    before.currentTo = at
    if (before.state === 'current') before.state = 'previous'
  }
  version.state = 'current'
  version.currentFrom = at
  version.currentTo = null
  switches.push({ at, ref: version.ref })
}

function isCurrent(switches: readonly Switch[], ref: string): boolean {
  return switches.at(-1)?.ref === ref
}

/** The version that the current stage meant at `at`, or undefined before the first known switch. */
export function currentAt(switches: readonly Switch[], at: string): string | undefined {
  return lastSwitch(switches, at)?.ref
}

/** The version that the previous stage meant at `at`. */
export function previousAt(switches: readonly Switch[], at: string): string | undefined {
  const index = switches.findLastIndex((change) => change.at <= at)
  return index > 0 ? switches[index - 1]?.ref : undefined
}

function lastSwitch(switches: readonly Switch[], at: string): Switch | undefined {
  let low = 0, high = switches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((switches[middle] as Switch).at <= at) low = middle + 1
    else high = middle
  }
  return switches[low - 1]
}

/** `10` is a later version than `9`. */
function compareRefs(a: string, b: string): number {
  const counted = /^\d+$/.test(a) && /^\d+$/.test(b)
  return (counted ? a.length - b.length : 0) || compare(a, b)
}

/** Within one event a version is created before it becomes current, and the old one steps back first. */
function order(change: string): string {
  return change === 'created' ? '0' : change === 'previous' ? '1' : change === 'current' ? '2' : '3'
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
