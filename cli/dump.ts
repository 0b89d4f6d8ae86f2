import { once } from 'node:events'
import type { Command } from 'commander'
import { Client } from 'pg'
import { dumpGraph, graphHash } from '#ingest/dump/dump-graph.ts'
import { printJson } from './print.ts'
import { withDatabase } from './with-database.ts'

export function registerDump(program: Command): void {
  program
    .command('dump')
    .description('print the whole graph canonically as JSON Lines, or only its hash')
    .option('--hash', 'print the SHA-256 of the dump: the graph hash')
    .option('--json', 'with --hash: print it as JSON')
    .action((options: { hash?: boolean; json?: boolean }) => withDatabase(({ url }) => runDump(url, options)))
}

async function runDump(databaseUrl: string, options: { hash?: boolean; json?: boolean }): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'whoread dump' })
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    if (options.hash) {
      const hash = await graphHash(client)
      if (options.json) printJson({ hash })
      else process.stdout.write(`${hash}\n`)
      return
    }
    for await (const row of dumpGraph(client)) if (!process.stdout.write(`${JSON.stringify(row)}\n`)) await once(process.stdout, 'drain')
  } finally {
    await client.end()
  }
}
