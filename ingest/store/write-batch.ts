import type { ClientBase } from 'pg'
import type { Batch, StagedEvent } from '../batch/batch.ts'
import { copyLines } from './copy-text.ts'
import { ensurePartitions } from './ensure-partitions.ts'
import { announceMarks } from './mark-lock.ts'
import { foldAccesses } from './fold-accesses.ts'
import { inTransaction } from './in-transaction.ts'
import { foldEvents } from './fold-events.ts'
import { foldKnowledge, foldStatements } from './fold-statements.ts'
import { accessColumns, createStageTables, edgeColumns } from './stage-tables.ts'
import { writeCoverage } from './write-coverage.ts'
import { writeEntities } from './write-entities.ts'

export type Written = { events: number; accesses: number; duplicates: number }

/** Writes batches through one connection: one batch, one transaction, and the checkpoint is part of it. */
export class BatchWriter {
  private readonly client: ClientBase
  private written = new Set<string>()
  private ready = false

  constructor(client: ClientBase) {
    this.client = client
  }

  async write(batch: Batch): Promise<Written> {
    if (!this.ready) await createStageTables(this.client)
    this.ready = true
    await ensurePartitions(this.client, [...batch.events.values()].map((event) => event.occurredAt))
    let entities: string[] = []
    const written = await inTransaction(this.client, async () => {
      await announceMarks(this.client)
      entities = await writeEntities(this.client, batch, this.written)
      if (entities.length > 0) await this.client.query(`INSERT INTO dirty_scope VALUES ('reference') ON CONFLICT DO NOTHING`)
      return await this.writeFacts({ ...batch, conflicts: [...batch.conflicts], coverage: new Map([...batch.coverage].map(([hour, count]) => [hour, { ...count }])) })
    })
    if (this.written.size > 300_000) this.written = new Set()
    for (const entity of entities) this.written.add(entity)
    return written
  }

  private async writeFacts(batch: Batch): Promise<Written> {
    const fresh = await foldEvents(this.client, batch)
    const counting = fresh === 'all' ? [...batch.events.values()] : [...batch.events].filter(([key]) => fresh.has(key)).map(([, event]) => event)
    const accesses = await this.fold(batch, counting)
    await foldKnowledge(this.client, batch)
    countDuplicates(batch, counting)
    await writeCoverage(this.client, batch)
    await this.client.query(`NOTIFY whoread_batch`)
    return { events: counting.length, accesses, duplicates: batch.size.duplicates + batch.events.size - counting.length }
  }

  private async fold(batch: Batch, counting: readonly StagedEvent[]): Promise<number> {
    const accesses = counting.flatMap((event) => event.accesses)
    if (batch.edges.size > 0) await copyLines(this.client, 'stage_edge', edgeColumns, [...batch.edges.values()])
    if (accesses.length > 0) {
      await copyLines(this.client, 'stage_access', accessColumns, accesses)
      await foldAccesses(this.client)
    }
    await foldStatements(this.client, counting)
    return accesses.length
  }
}

/** Coverage counted every staged event as new: those that were known already are duplicates of their hour. */
function countDuplicates(batch: Batch, counting: readonly StagedEvent[]): void {
  if (counting.length === batch.events.size) return
  for (const hour of batch.coverage.values()) {
    hour.duplicates += hour.events
    hour.events = 0
  }
  for (const event of counting) {
    const hour = batch.coverage.get(event.occurredAt.slice(0, 13))
    if (!hour) continue
    hour.events++
    hour.duplicates--
  }
}
