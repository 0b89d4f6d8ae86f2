import { rm } from 'node:fs/promises'
import { Client } from 'pg'
import type { Environment } from '#lib/environment.ts'
import { deriveAll } from '#ingest/derive/derive-all.ts'
import { removeFeeds, type RemovedFeeds } from '#ingest/store/remove-feeds.ts'
import { demoFolder } from './load-demo.ts'
import { demoNames } from './names.ts'
import { removeDemoOwnership } from './write-ownership.ts'

/** Takes the demo organisation out again, logs included; real data is left exactly as it was. It stays away until it is loaded on purpose. */
export async function removeDemo({ url, environment }: { url: string; environment: Pick<Environment, 'dataDir'> }): Promise<RemovedFeeds> {
  const client = new Client({ connectionString: url, application_name: 'whoread demo' })
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('whoread derive'))`)
    const feeds = await client.query<{ id: number }>('SELECT id FROM feed WHERE demo')
    const removed = await removeFeeds(client, feeds.rows.map((row) => row.id), demoNames)
    await removeDemoOwnership(client)
    await client.query(`INSERT INTO setting VALUES ('demo', 'removed') ON CONFLICT (name) DO UPDATE SET value = excluded.value`)
    await client.query('COMMIT')
    await deriveAll(client)
    await rm(demoFolder(environment), { recursive: true, force: true })
    return removed
  } finally {
    await client.end()
  }
}
