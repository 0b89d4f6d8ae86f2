import type { Period } from './calendar.ts'
import { dayMs } from './calendar.ts'
import type { Random } from './random.ts'
import { rotations, type RotationPlan } from './story.ts'

export type SecretVersion = { ref: string; from: number }

/** A version change that happens inside the period. */
export type Rotation = { plan: RotationPlan; secret: string; at: number; from: string; to: string }

export type Versions = {
  /** What a read at this moment gets. */
  at(secret: string, at: number): string
  /** The version before that one; the same when there is none. */
  before(secret: string, at: number): string
  rotations: readonly Rotation[]
}

const numbered = /^(gcp|vault|k8s):|^\//

/** The versions of every secret are known beforehand, so that readers and writers agree whatever their order. */
export function planVersions(period: Period, random: Random): Versions {
  const timelines = new Map<string, SecretVersion[]>()
  const timelineOf = (secret: string) => {
    const known = timelines.get(secret)
    if (known) return known
    const made = [{ ref: firstRef(secret, random), from: 0 }]
    timelines.set(secret, made)
    return made
  }
  const done = [...rotations].sort((one, other) => other.daysAgo - one.daysAgo).map((plan) => rotate(plan, period, timelineOf(plan.secret), random))
  const indexAt = (timeline: SecretVersion[], at: number) => timeline.findLastIndex((version) => version.from <= at)
  const refAt = (timeline: SecretVersion[], index: number) => timeline[Math.max(0, index)]?.ref ?? ''
  return {
    at: (secret, at) => refAt(timelineOf(secret), indexAt(timelineOf(secret), at)),
    before: (secret, at) => refAt(timelineOf(secret), indexAt(timelineOf(secret), at) - 1),
    rotations: done,
  }
}

function rotate(plan: RotationPlan, period: Period, timeline: SecretVersion[], random: Random): Rotation {
  const at = Math.floor((period.end - plan.daysAgo * dayMs) / 1000) * 1000
  const from = timeline.at(-1)?.ref ?? ''
  const to = nextRef(plan.secret, from, random)
  if (!plan.fails) timeline.push({ ref: to, from: at })
  return { plan, secret: plan.secret, at, from, to }
}

function firstRef(secret: string, random: Random): string {
  const own = random.fixed(`version of ${secret}`)
  return numbered.test(secret) ? String(own.int(2, 7)) : own.uuid()
}

function nextRef(secret: string, last: string, random: Random): string {
  return numbered.test(secret) ? String(Number(last) + 1) : random.fixed(`version of ${secret} after ${last}`).uuid()
}
