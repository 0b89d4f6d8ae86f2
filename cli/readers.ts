import type { Command } from 'commander'
import { getSecretByUriEndpoint } from '#lib/api/get-secret.ts'
import { listReadersEndpoint, type Reader } from '#lib/api/list-readers.ts'
import { getSecretByUri } from '#queries/get-secret.ts'
import { listReaders } from '#queries/list-readers.ts'
import { ask, askAll, parseFilter, printAnswer, type ReadingOptions } from './ask.ts'
import { placesCell, versionsCell } from './read-cells.ts'

export function registerReaders(program: Command): void {
  program
    .command('readers')
    .description('list who read a secret, or tried to')
    .argument('<secret-uri>', 'its canonical URI, or a name that records use')
    .option('--from <time>', 'from here on: 2026-11-01 or 2026-11-01T08:00:00Z')
    .option('--to <time>', 'up to here, exclusive')
    .option('--json', 'print JSON')
    .action((uri: string, options: ReadingOptions) => runReaders(uri, options))
}

function runReaders(uri: string, { from, to, json }: ReadingOptions): Promise<void> {
  return ask(async (db, viewer) => {
    const { secret } = await getSecretByUri(db, viewer, parseFilter(getSecretByUriEndpoint.filter, { uri, from, to }))
    const items = await askAll(listReadersEndpoint.filter, { from, to }, (filter) => listReaders(db, viewer, { ...filter, id: secret.id }))
    printAnswer(json, { secret, items }, ['reader', 'kind', 'through', 'from', 'last read', 'reads', 'denied', 'versions'], items.map(cellsOf))
  })
}

function cellsOf(reader: Reader): (string | number)[] {
  const through = reader.via.map((hop) => hop.displayName).join(', ')
  return [reader.identity.uri, reader.identity.kind, through, placesCell(reader.places), reader.lastReadAt ?? '—', reader.reads, reader.denied, versionsCell(reader.versions)]
}
