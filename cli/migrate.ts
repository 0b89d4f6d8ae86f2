import type { Command } from 'commander'
import { parseEnvironment } from '#lib/environment.ts'
import { migrate } from '#prisma/migrate.ts'
import { openDatabase } from '#prisma/open-database.ts'
import { printJson, printNotice } from './print.ts'

export function registerMigrate(program: Command): void {
  program
    .command('migrate')
    .description("bring the database to this version's schema")
    .option('--json', 'print the result as JSON')
    .action(runMigrate)
}

async function runMigrate(options: { json?: boolean }): Promise<void> {
  const database = await openDatabase(parseEnvironment(process.env), printNotice)
  try {
    const applied = await migrate(database.url)
    if (options.json) printJson({ applied })
    else console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.')
  } finally {
    await database.close()
  }
}
