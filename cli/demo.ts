import type { Command } from 'commander'
import { demoUntil, loadDemo, type LoadedDemo } from '#demo/load-demo.ts'
import { removeDemo } from '#demo/remove-demo.ts'
import { printJson, printNotice, printTable } from './print.ts'
import { withDatabase, type DatabaseSession } from './with-database.ts'

type Options = { json?: boolean }

export function registerDemo(program: Command): void {
  const demo = program.command('demo').description('the demo organisation: load it, or take it out again')
  demo
    .command('load')
    .description('write thirty days of invented raw logs and read them in, marked as demo data; renews a demo that is older than a day')
    .option('--json', 'print the result as JSON')
    .action((options: Options) => withDatabase(async (session) => show({ ...(await load(session)) }, options)))
  demo
    .command('remove')
    .description('take out everything that came from the demo organisation; real data stays as it was')
    .option('--json', 'print the result as JSON')
    .action((options: Options) => withDatabase(async (session) => show({ ...(await removeDemo(session)) }, options)))
}

const renewAfterMs = 24 * 3_600_000

async function load(session: DatabaseSession): Promise<LoadedDemo> {
  const until = await demoUntil(session.environment)
  if (until && Date.now() - until.getTime() > renewAfterMs) await removeDemo(session)
  return loadDemo({ ...session, onProgress: printNotice, evenIfRemoved: true })
}

function show(result: Record<string, string | number | boolean>, options: Options): void {
  if (options.json) printJson(result)
  else printTable(['what', 'count'], Object.entries(result).map(([what, count]) => [what, String(count)]))
}
