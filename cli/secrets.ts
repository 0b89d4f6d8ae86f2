import type { Command } from 'commander'
import { listSecretsEndpoint, type SecretRow } from '#lib/api/list-secrets.ts'
import { listSecrets } from '#queries/list-secrets.ts'
import { ask, askAll, printAnswer, type ReadingOptions } from './ask.ts'

type Options = ReadingOptions & { store?: string; q?: string }

export function registerSecrets(program: Command): void {
  program
    .command('secrets')
    .description('list secrets with who reads them how much')
    .argument('[text]', 'part of a URI or name; * stands for any characters')
    .option('--store <id>', 'only of this store')
    .option('--from <time>', 'count from here on: 2026-11-01 or 2026-11-01T08:00:00Z')
    .option('--to <time>', 'count up to here, exclusive')
    .option('--json', 'print JSON')
    .action((text: string | undefined, options: Options) => runSecrets(text, options))
}

function runSecrets(text: string | undefined, { store, from, to, json }: Options): Promise<void> {
  return ask(async (db, viewer) => {
    const items = await askAll(listSecretsEndpoint.filter, { q: text, store, from, to }, (filter) => listSecrets(db, viewer, filter))
    printAnswer(json, { items }, ['secret', 'last read', 'reads', 'readers', 'denied', 'version'], items.map(cellsOf))
  })
}

function cellsOf(secret: SecretRow): (string | number)[] {
  return [secret.uri, secret.lastReadAt ?? '—', secret.reads, secret.readers, secret.denied, secret.activeVersion ?? '—']
}
