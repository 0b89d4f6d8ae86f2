import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { parseWebEnvironment } from '#lib/web-environment.ts'
import { requireFreePort } from './free-port.ts'
import { sessionSecret } from './session-secret.ts'
import { untilStopped } from './until-stopped.ts'
import { withDatabase, type DatabaseSession } from './with-database.ts'

const root = join(import.meta.dirname, '..')

export function registerWeb(program: Command): void {
  program
    .command('web')
    .description('start the web interface on PORT')
    .option('--json', 'accepted for uniformity; the server prints log lines')
    .action(() => withDatabase(serveWeb, { endsItself: true }))
}

async function serveWeb({ url, environment }: DatabaseSession): Promise<void> {
  // The server reads them at its first request; a mistake must show now.
  parseWebEnvironment(process.env)
  if (!existsSync(join(root, '.next', 'BUILD_ID'))) throw new Error('The web application is not built: run "npm run build" first.')
  await requireFreePort(environment.port, 'PORT')
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  const child = spawn(process.execPath, [next, 'start', '--port', String(environment.port)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      DATABASE_URL: url,
      NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? sessionSecret(environment.dataDir),
      NEXTAUTH_URL: process.env.NEXTAUTH_URL ?? `http://localhost:${environment.port}`,
    },
  })
  await untilStopped(child, 'The web server')
}
