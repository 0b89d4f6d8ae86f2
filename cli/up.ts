import type { ChildProcess } from 'node:child_process'
import type { Command } from 'commander'
import { parseEnvironment, type Environment } from '#lib/environment.ts'
import { migrate } from '#prisma/migrate.ts'
import { openDatabase } from '#prisma/open-database.ts'
import type { FirstSignIn } from './first-sign-in.ts'
import { requireFreePort } from './free-port.ts'
import { printNotice } from './print.ts'
import { startScript } from './start-script.ts'
import { startService, type Service } from './service.ts'
import { stopChild, stopSignal } from './until-stopped.ts'

interface UpOptions {
  empty?: boolean
  json?: boolean
}

/** What `up` has started, in the order it is stopped, and the first of it that failed. */
interface House {
  environment: Environment
  databaseUrl: string
  children: ChildProcess[]
  isClosing: boolean
  fail: (reason: unknown) => void
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
  await startScript('generate.mjs').ended
  const database = await openDatabase(environment, printNotice)
  const failure = Promise.withResolvers<never>()
  const house: House = { environment, databaseUrl: database.url, children: [], isClosing: false, fail: failure.reject }
  try {
    await migrate(database.url)
    const signIn = await Promise.race([openHouse(house, options), failure.promise, stopped])
    if (signIn) {
      printReady(originOf(environment), signIn, options)
      await Promise.race([stopped, failure.promise])
    }
  } finally {
    house.isClosing = true
    failure.promise.catch(() => {})
    await Promise.all(house.children.map(stopChild))
    await database.close()
  }
  // Told to stop while the demo was being loaded, there is work left that nobody waits for.
  process.exit()
}

/** The web application is built, where it must be, while the worker reads the demo in: both take their time. */
async function openHouse(house: House, options: UpOptions): Promise<FirstSignIn> {
  const worker = addService(house, 'worker')
  const [signIn] = await Promise.all([prepareSignIn(house, options), openWeb(house), worker.ready])
  return signIn
}

async function openWeb(house: House): Promise<void> {
  const build = startScript('build.mjs')
  house.children.push(build.child)
  await build.ended
  if (house.isClosing) return
  await addService(house, 'web').ready
}

async function prepareSignIn({ environment, databaseUrl }: House, options: UpOptions): Promise<FirstSignIn> {
  if (!options.empty) {
    const { loadDemo } = await import('#demo/load-demo.ts')
    await loadDemo({ url: databaseUrl, environment, onProgress: printNotice })
  }
  // Loaded late: the generated database client may just have been made.
  const { firstSignIn } = await import('./first-sign-in.ts')
  return firstSignIn(databaseUrl, originOf(environment), options.empty ? 'empty' : 'demo')
}

function addService(house: House, name: Service['name']): Service {
  const service = startService(name, house.environment, house.databaseUrl)
  house.children.push(service.child)
  service.failure.catch(house.fail)
  return service
}

function originOf(environment: Environment): string {
  return `http://localhost:${environment.port}`
}

/** Scripts and people wait for this line: it stays the last one, the services write to their log files. */
function printReady(url: string, signIn: FirstSignIn, options: UpOptions): void {
  if (options.json) console.log(JSON.stringify({ ready: url, ...signIn }))
  else console.log(['ready', url, ...Object.entries(signIn).map(([name, value]) => `${name}=${value}`)].join(' '))
}
