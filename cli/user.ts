import type { Command } from 'commander'
import { setPassword, setUserDisabled } from '#accounts/change-user.ts'
import { createUser } from '#accounts/create-user.ts'
import { listUsers } from '#accounts/list-users.ts'
import { isRole, roles } from '#lib/viewer.ts'
import { createDatabaseClient, type DatabaseClient } from '#prisma/client.ts'
import { printJson, printTable } from './print.ts'
import { readPassword } from './read-password.ts'
import { withDatabase } from './with-database.ts'

type Options = { json?: boolean; role?: string; team?: string[]; email?: string }

/** Whoever may run commands on this machine may do this: the database is his. */
const actor = 'local operator'

export function registerUser(program: Command): void {
  const user = program.command('user').description('who may sign in')
  user
    .command('add <name>')
    .description('make a local account; the password is asked for, or read from standard input')
    .requiredOption('--role <role>', roles.join(', '))
    .option('--team <team...>', 'teams whose secrets an owner sees')
    .option('--email <address>', 'shown beside the name')
    .option('--json', 'print the result as JSON')
    .action(addUser)
  user.command('list').description('all users').option('--json', 'print the result as JSON').action(printUsers)
  for (const [verb, isDisabled] of [['disable', true], ['enable', false]] as const) {
    user
      .command(`${verb} <name>`)
      .description(isDisabled ? 'end all sessions of the user and refuse new ones' : 'let the user sign in again')
      .option('--json', 'print the result as JSON')
      .action((name: string, options: Options) => change((db) => setUserDisabled(db, name, isDisabled, actor), { name, disabled: isDisabled }, options))
  }
  user
    .command('passwd <name>')
    .description('set a new password; ends all sessions of the user')
    .option('--json', 'print the result as JSON')
    .action(async (name: string, options: Options) => {
      const password = await readPassword(`New password for ${name}: `)
      await change((db) => setPassword(db, name, password, actor), { name, password: 'changed' }, options)
    })
}

async function addUser(name: string, options: Options): Promise<void> {
  const { role = '', team = [], email } = options
  if (!isRole(role)) throw new Error(`There is no role "${role}": choose one of ${roles.join(', ')}.`)
  if (role === 'owner' && team.length === 0) throw new Error('An owner sees what his teams own: name them with --team.')
  const password = await readPassword(`Password for ${name}: `)
  await change((db) => createUser(db, { name, role, email, teams: team, password }, actor).then(() => undefined), { name, role, teams: team.join(', ') }, options)
}

async function printUsers(options: Options): Promise<void> {
  const users = await withClient(listUsers)
  if (options.json) return printJson({ items: users })
  printTable(['name', 'role', 'teams', 'signs in with', 'disabled'], users.map((user) => [user.name, user.role, user.teams.join(', '), user.signsInWith, user.disabledAt ?? 'no']))
}

async function change(work: (db: DatabaseClient) => Promise<void>, said: Record<string, string | boolean>, options: Options): Promise<void> {
  await withClient(work)
  if (options.json) printJson(said)
  else printTable(['what', 'now'], Object.entries(said).filter(([, value]) => value !== '').map(([what, value]) => [what, String(value)]))
}

export function withClient<T>(work: (db: DatabaseClient) => Promise<T>): Promise<T> {
  return withDatabase(async ({ url }) => {
    const db = createDatabaseClient(url, 2)
    try {
      return await work(db)
    } finally {
      await db.$disconnect()
    }
  })
}
