import 'server-only'

import type { IdentityPage, ListIdentitiesFilter } from '#lib/api/list-identities.ts'
import type { Viewer } from '#lib/viewer.ts'
import { listIdentities } from '#queries/list-identities.ts'
import { database } from './database.ts'

const rowsFirst = 100

export function loadIdentitiesPage(viewer: Viewer, filter: ListIdentitiesFilter): Promise<IdentityPage> {
  return listIdentities(database(), viewer, { ...filter, limit: rowsFirst })
}
