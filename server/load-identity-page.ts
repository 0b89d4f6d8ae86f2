import 'server-only'

import { NotFound } from '#lib/errors.ts'
import type { TimeRange } from '#lib/time-range.ts'
import type { Viewer } from '#lib/viewer.ts'
import { getIdentity } from '#queries/get-identity.ts'
import { listIdentityReads } from '#queries/list-identity-reads.ts'
import { database } from './database.ts'

const readsMax = 200

/** `null` when the identity is not there for this viewer. */
export async function loadIdentityPage(viewer: Viewer, id: string, { from, to }: TimeRange) {
  const db = database()
  try {
    const [detail, reads] = await Promise.all([getIdentity(db, viewer, { id, from, to }), listIdentityReads(db, viewer, { id, from, to, limit: readsMax })])
    return { detail, reads }
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}
