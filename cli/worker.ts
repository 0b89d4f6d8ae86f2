import type { Command } from 'commander'
import { stopSignal } from './until-stopped.ts'
import { withDatabase } from './with-database.ts'

export function registerWorker(program: Command): void {
  program
    .command('worker')
    .description('start the worker: it derives names, versions and identities from what batches bring in')
    .option('--json', 'accepted for uniformity; the worker prints log lines')
    .action(runWorkerCommand)
}

function runWorkerCommand(): Promise<void> {
  return withDatabase(async ({ url, environment }) => {
    const stop = new AbortController()
    void stopSignal().then(() => stop.abort())
    const { runWorker } = await import('#ingest/main.ts')
    await runWorker({ databaseUrl: url, environment, signal: stop.signal, onReady: () => process.send?.('ready') })
  }, { endsItself: true })
}
