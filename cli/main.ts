import { Command, CommanderError } from 'commander'
import packageJson from '#package.json' with { type: 'json' }

type Register = (program: Command) => void

/** One line for each command; only the one that is asked for is loaded. */
const commands: Record<string, () => Promise<Register>> = {
  up: async () => (await import('./up.ts')).registerUp,
  migrate: async () => (await import('./migrate.ts')).registerMigrate,
  web: async () => (await import('./web.ts')).registerWeb,
  worker: async () => (await import('./worker.ts')).registerWorker,
  ingest: async () => (await import('./ingest.ts')).registerIngest,
  demo: async () => (await import('./demo.ts')).registerDemo,
  secrets: async () => (await import('./secrets.ts')).registerSecrets,
  readers: async () => (await import('./readers.ts')).registerReaders,
  reads: async () => (await import('./reads.ts')).registerReads,
  coverage: async () => (await import('./coverage.ts')).registerCoverage,
  user: async () => (await import('./user.ts')).registerUser,
  token: async () => (await import('./token.ts')).registerToken,
  dump: async () => (await import('./dump.ts')).registerDump,
  doctor: async () => (await import('./doctor.ts')).registerDoctor,
}

async function main(words: string[]): Promise<void> {
  const program = new Command('whoread')
    .description('Who read this secret? Answers it from the audit logs that your stores already write.')
    .version(packageJson.version)
    .exitOverride()
  const asked = commands[words.find((word) => !word.startsWith('-')) ?? '']
  for (const load of asked ? [asked] : Object.values(commands)) {
    const register = await load()
    register(program)
  }
  await program.parseAsync(words, { from: 'user' })
}

function report(error: unknown, words: string[]): void {
  process.exitCode = 1
  if (error instanceof CommanderError) {
    // Help and version end here too, with code 0; commander has printed what there is to say.
    process.exitCode = error.exitCode
    return
  }
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(words.includes('--json') ? `${JSON.stringify({ error: message })}\n` : `whoread: ${message}\n`)
  if (process.env.WHOREAD_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`)
}

// `whoread dump | head` closes our output early: that is the reader's right, not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const words = process.argv.slice(2)
await main(words).catch((error: unknown) => {
  report(error, words)
  // A channel to the process that started us, or a half-opened connection, must not keep a failed command alive.
  process.exit()
})
