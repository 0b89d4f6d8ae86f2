import { setTimeout as pause } from 'node:timers/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { runAsContender } from '../run-contender.ts'

export type CopyOptions = { databaseUrl: string; threads: number }

/** The rows that the ingest wrote into "access", once more, from memory into an unlogged table without an index. */
await runAsContender(async ({ databaseUrl, threads }: CopyOptions) => {
  const clients = await Promise.all(Array.from({ length: threads }, () => connected(databaseUrl)))
  const [first] = clients
  if (!first) throw new Error('COPY needs a connection.')
  await first.query('DROP TABLE IF EXISTS access_copy')
  await first.query('CREATE UNLOGGED TABLE access_copy AS SELECT * FROM access WITH NO DATA')
  const parts = await Promise.all(clients.map((client, index) => readRows(client, index, threads)))
  await pause(100)
  const started = performance.now()
  await Promise.all(clients.map((client, index) => pipeline(Readable.from(parts[index] ?? []), client.query(copyFrom('COPY access_copy FROM STDIN')))))
  const seconds = (performance.now() - started) / 1000
  await first.query('DROP TABLE access_copy')
  await Promise.all(clients.map((client) => client.end()))
  return { seconds }
})

async function connected(databaseUrl: string): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  return client
}

async function readRows(client: Client, part: number, parts: number): Promise<Buffer[]> {
  const chunks: Buffer[] = []
  for await (const chunk of client.query(copyTo(`COPY (SELECT * FROM access WHERE hashint8(edge_id) & 1023 >= ${Math.floor((part * 1024) / parts)} AND hashint8(edge_id) & 1023 < ${Math.floor(((part + 1) * 1024) / parts)}) TO STDOUT`))) chunks.push(chunk as Buffer)
  return chunks
}
