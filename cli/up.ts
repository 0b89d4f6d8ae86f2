import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Command } from 'commander'
import { parseEnvironment, type Environment } from '#lib/environment.ts'
import { migrate } from '#prisma/migrate.ts'
import { openDatabase } from '#prisma/open-database.ts'
import type { FirstSignIn } from './first-sign-in.ts'
import { requireFreePort } from './free-port.ts'
import { printNotice } from './print.ts'
import { startService, type Service } from './service.ts'
import { stopChild, stopSignal } from './until-stopped.ts'

interface UpOptions {
  empty?: boolean
  json?: boolean
}

export function registerUp(program: Command): void {
  program
    .command('up')
    .description('start everything: database, worker and web interface, with the demo organisation, until Ctrl-C')
    .option('--empty', 'without the demo organisation: prints a one-time URL to set up the first account')
    .option('--json', 'print the last line as JSON')
    .action(runUp)
}

async function runUp(options: UpOptions): Promise<void> {
  const environment = parseEnvironment(process.env)
  const stopped = stopSignal()
  await requireFreePort(environment.port, 'PORT')
  await requireFreePort(environment.ingestPort, 'INGEST_PORT')
  buildWhenStale()
  const database = await openDatabase(environment, printNotice)
  const services: Service[] = []
  try {
    await migrate(database.url)
    services.push(startService('web', environment, database.url), startService('worker', environment, database.url))
    const ready = makeReady(options, environment, database.url, services)
    const failure = Promise.race(services.map((service) => service.failure))
    const signIn = await Promise.race([ready, failure, stopped])
    if (signIn) {
      printReady(originOf(environment), signIn, options)
      await Promise.race([stopped, failure])
    }
  } finally {
    await Promise.all(services.map((service) => stopChild(service.child)))
    await database.close()
  }
  // Told to stop while the demo was being loaded, there is work left that nobody waits for.
  process.exit()
}

function originOf(environment: Environment): string {
  return `http://localhost:${environment.port}`
}

/** In a process of its own: Next wants the build's environment, and this one must stay small. */
function buildWhenStale(): void {
  const script = join(import.meta.dirname, '..', 'scripts', 'build.mjs')
  const run = spawnSync(process.execPath, [script, '--if-stale'], { stdio: ['ignore', 2, 2] })
  if (run.status !== 0) throw new Error('The web application could not be built: see the message above.')
}

async function makeReady(options: UpOptions, environment: Environment, url: string, services: Service[]): Promise<FirstSignIn> {
  if (!options.empty) {
    const { loadDemo } = await import('#demo/load-demo.ts')
    await loadDemo({ url, environment, onProgress: printNotice })
  }
  // Loaded late: the generated database client may just have been made.
  const { firstSignIn } = await import('./first-sign-in.ts')
  const signIn = await firstSignIn(url, originOf(environment), options.empty ? 'empty' : 'demo')
  await Promise.all(services.map((service) => service.ready))
  return signIn
}

/** Scripts and people wait for this line: it stays the last one, the services write to their log files. */
function printReady(url: string, signIn: FirstSignIn, options: UpOptions): void {
  if (options.json) console.log(JSON.stringify({ ready: url, ...signIn }))
  else console.log(['ready', url, ...Object.entries(signIn).map(([name, value]) => `${name}=${value}`)].join(' '))
}
