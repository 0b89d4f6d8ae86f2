import type { Command } from 'commander'
import { listIdentitiesEndpoint } from '#lib/api/list-identities.ts'
import { listIdentityReadsEndpoint, type IdentityRead } from '#lib/api/list-identity-reads.ts'
import { NotFound } from '#lib/errors.ts'
import { listIdentities } from '#queries/list-identities.ts'
import { listIdentityReads } from '#queries/list-identity-reads.ts'
import { ask, askAll, parseFilter, printAnswer, type ReadingOptions } from './ask.ts'
import { placesCell, versionsCell } from './read-cells.ts'

export function registerReads(program: Command): void {
  program
    .command('reads')
    .description('list what an identity read, or tried to')
    .argument('<identity-uri>', 'its canonical URI or one of its aliases')
    .option('--from <time>', 'from here on: 2026-11-01 or 2026-11-01T08:00:00Z')
    .option('--to <time>', 'up to here, exclusive')
    .option('--json', 'print JSON')
    .action((uri: string, options: ReadingOptions) => runReads(uri, options))
}

function runReads(uri: string, { from, to, json }: ReadingOptions): Promise<void> {
  return ask(async (db, viewer) => {
    const found = await listIdentities(db, viewer, parseFilter(listIdentitiesEndpoint.filter, { uri }))
    const identity = found.items.find((one) => one.uri === uri) ?? found.items[0]
    if (!identity) throw new NotFound(`No access by ${uri} is known.`)
    const items = await askAll(listIdentityReadsEndpoint.filter, { from, to }, (filter) => listIdentityReads(db, viewer, { ...filter, id: identity.id }))
    printAnswer(json, { identity, items }, ['secret', 'through', 'from', 'last read', 'reads', 'denied', 'versions'], items.map(cellsOf))
  })
}

function cellsOf(read: IdentityRead): (string | number)[] {
  return [read.secret.uri, read.via.map((hop) => hop.displayName).join(', '), placesCell(read.places), read.lastReadAt ?? '—', read.reads, read.denied, versionsCell(read.versions)]
}
