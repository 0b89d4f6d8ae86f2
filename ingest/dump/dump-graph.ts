import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import { dumpDeliveries, dumpIdentities, dumpLinks, dumpSecrets, dumpVersions } from './dump-entities.ts'
import { dumpEdges } from './dump-edges.ts'

export type DumpRow = { type: string } & Record<string, unknown>

/**
 * The whole graph as canonical rows, sorted by type and natural keys; what depends on when or how it was ingested (ids, feeds, objects) is left out.
 * The same facts give the same rows, whatever their order, batching or number of deliveries.
 */
export async function* dumpGraph(client: ClientBase): AsyncGenerator<DumpRow> {
  yield* dumpDeliveries(client)
  yield* dumpEdges(client)
  yield* dumpIdentities(client)
  yield* dumpLinks(client)
  yield* dumpSecrets(client)
  yield* dumpVersions(client)
}

/** SHA-256 over the dump's lines: the graph hash. */
export async function graphHash(client: ClientBase): Promise<string> {
  const hash = createHash('sha256')
  for await (const row of dumpGraph(client)) hash.update(`${JSON.stringify(row)}\n`)
  return hash.digest('hex')
}
