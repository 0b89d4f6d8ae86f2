import type { Command } from 'commander'
import { ingestPaths, type IngestSummary } from '#ingest/run.ts'
import { printJson, printTable } from './print.ts'
import { withDatabase } from './with-database.ts'

type Options = { source: string; feed?: string; cluster?: string; threads?: string; reread?: boolean; json?: boolean }

export function registerIngest(program: Command): void {
  program
    .command('ingest')
    .description('read audit logs from files, folders or globs into the graph')
    .argument('<path...>', 'files, folders or globs; .json, .jsonl, .log, plain or .gz or .zst')
    .requiredOption('--source <id>', 'cloudtrail, gcp-audit, vault-audit, kubernetes-audit, or auto')
    .option('--feed <name>', 'the name of the feed that these logs belong to (default: the source)')
    .option('--cluster <name>', 'the <cluster> of Vault and Kubernetes names (default: the feed)')
    .option('--threads <number>', 'how many cores to use (default: all)')
    .option('--reread', 'read objects again that have not changed since they were read to their end')
    .option('--json', 'print the summary as JSON')
    .action((paths: string[], options: Options) => withDatabase(({ url }) => runIngest(url, paths, options)))
}

async function runIngest(databaseUrl: string, paths: string[], options: Options): Promise<void> {
  const threads = options.threads === undefined ? undefined : Number(options.threads)
  if (threads !== undefined && !(Number.isInteger(threads) && threads > 0)) throw new Error(`--threads takes a whole number above 0, not "${options.threads}".`)
  const summary = await ingestPaths({
    databaseUrl,
    paths,
    source: options.source,
    feed: options.feed,
    cluster: options.cluster,
    threads,
    reread: options.reread,
    onProgress: process.stderr.isTTY ? showProgress : undefined,
  })
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  if (options.json) printJson(summary)
  else printTable(['what', 'count'], Object.entries(summary))
}

function showProgress(progress: IngestSummary & { objectsDone: number; objectsTotal: number }): void {
  process.stderr.write(`\r\x1b[K${progress.objectsDone} of ${progress.objectsTotal} objects · ${progress.records.toLocaleString('en')} records · ${progress.events.toLocaleString('en')} events · ${(progress.bytes / 1e6).toFixed(0)} MB`)
}
