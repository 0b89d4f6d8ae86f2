import 'server-only'

import { cache } from 'react'

import { NotFound } from '#lib/errors.ts'
import { writeTerm } from '#lib/search/write-term.ts'
import { parseTimeRange, type TimeRange } from '#lib/time-range.ts'
import type { Viewer } from '#lib/viewer.ts'
import { getCoverage } from '#queries/get-coverage.ts'
import { getSecretWithReaders } from '#queries/get-secret.ts'
import { listEvents } from '#queries/list-events.ts'
import { listReadsByDay } from '#queries/list-reads-by-day.ts'
import { listWriters } from '#queries/list-writers.ts'
import { database } from './database.ts'

const readersMax = 100
const eventsMax = 50

/** Everything above the fold, in one round; `null` when the secret is not there for this viewer. */
export async function loadSecretPage(viewer: Viewer, id: string, rangeKey: string | undefined) {
  try {
    return await load(viewer, id, rangeKey)
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}
export type SecretPageData = NonNullable<Awaited<ReturnType<typeof loadSecretPage>>>

/** The title and the page ask for the same thing. */
const load = cache(async (viewer: Viewer, id: string, rangeKey: string | undefined) => {
  const db = database()
  const { from, to } = parseTimeRange(rangeKey, new Date())
  const [{ detail, readers, versions }, readsByDay, coverage] = await Promise.all([
    getSecretWithReaders(db, viewer, { id, from, to, limit: readersMax }),
    listReadsByDay(db, viewer, { id, from, to }),
    getCoverage(db, viewer, { from, to }),
  ])
  return { detail, readers, versions, readsByDay, coverage }
})

export function loadSecretWriters(viewer: Viewer, id: string) {
  return listWriters(database(), viewer, { id })
}

export function loadSecretEvents(viewer: Viewer, uri: string, { from, to }: TimeRange) {
  return listEvents(database(), viewer, { q: writeTerm('secret', uri), from, to, limit: eventsMax })
}
