import type { Hour, Period } from './calendar.ts'
import type { Logs } from './logs.ts'
import type { Random } from './random.ts'
import type { Versions } from './versions.ts'

/** What every actor is given. */
export type Scene = { period: Period; random: Random; logs: Logs; versions: Versions }

/** Somebody who does something every hour (or, in most hours, nothing). */
export type Actor = { act(hour: Hour): void }
export type MakeActor = (scene: Scene) => Actor
