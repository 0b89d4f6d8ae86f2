import 'server-only'

import type { ListSecretsFilter } from '#lib/api/list-secrets.ts'
import type { Viewer } from '#lib/viewer.ts'
import { listFeeds } from '#queries/list-feeds.ts'
import { listSecrets } from '#queries/list-secrets.ts'
import { summariseSecrets } from '#queries/summarise-secrets.ts'
import { database } from './database.ts'

const rowsFirst = 100

export async function loadSecretsPage(viewer: Viewer, filter: ListSecretsFilter) {
  const db = database()
  const [page, summary, feeds] = await Promise.all([listSecrets(db, viewer, { ...filter, limit: rowsFirst }), summariseSecrets(db, viewer, filter), listFeeds(db, viewer)])
  return { page, summary, hasSources: feeds.items.length > 0 }
}
