import 'server-only'
import type { EventRow, ListEventsFilter } from '#lib/api/list-events.ts'
import { limitMax } from '#lib/api/page.ts'
import { formatCsvRow } from '#lib/csv.ts'
import type { Viewer } from '#lib/viewer.ts'
import type { DatabaseClient } from '#prisma/client.ts'
import { listEvents } from '#queries/list-events.ts'

const columns: Record<string, (row: EventRow) => string | null> = {
  id: (row) => row.id,
  occurredAt: (row) => row.occurredAt,
  secret: (row) => row.secret.uri,
  actor: (row) => row.actor.uri,
  actorName: (row) => row.actor.displayName,
  actorKind: (row) => row.actor.kind,
  subject: (row) => row.subject?.uri ?? null,
  action: (row) => row.action,
  outcome: (row) => row.outcome,
  code: (row) => row.code,
  disclosed: (row) => row.disclosed,
  precision: (row) => row.precision,
  version: (row) => row.version.ref,
  versionEvidence: (row) => row.version.evidence,
  account: (row) => row.place.account,
  region: (row) => row.place.region,
  cluster: (row) => row.place.cluster,
  namespace: (row) => row.place.namespace,
  network: (row) => row.place.network,
  ip: (row) => row.ip,
  client: (row) => row.client.family,
  userAgent: (row) => row.client.userAgent,
  via: (row) => row.via,
  impersonated: (row) => row.effective,
  feed: (row) => row.feed,
  nativeId: (row) => row.nativeId,
}

/** All events of a filter as a stream, page by page as fast as they are taken. The first page is asked for before anything is sent, so that its errors are still problems. */
export async function exportEvents(db: DatabaseClient, viewer: Viewer, filter: ListEventsFilter, format: 'csv' | 'jsonl'): Promise<Response> {
  const line = format === 'csv' ? (row: EventRow) => formatCsvRow(Object.values(columns).map((cell) => cell(row))) : (row: EventRow) => `${JSON.stringify(row)}\n`
  const ask = (cursor?: string) => listEvents(db, viewer, { ...filter, limit: limitMax, cursor })
  const encoder = new TextEncoder()
  let page = await ask(filter.cursor)
  let opened = false
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const header = !opened && format === 'csv' ? formatCsvRow(Object.keys(columns)) : ''
      if (opened) {
        if (page.nextCursor === null) return controller.close()
        page = await ask(page.nextCursor)
      }
      opened = true
      controller.enqueue(encoder.encode(header + page.items.map(line).join('')))
    },
  })
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8'
  return new Response(body, { headers: { 'content-type': type, 'content-disposition': `attachment; filename="events.${format}"`, 'cache-control': 'no-store' } })
}
