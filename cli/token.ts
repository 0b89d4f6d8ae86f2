import type { Command } from 'commander'
import { createToken } from '#accounts/create-token.ts'
import { listTokens } from '#accounts/list-tokens.ts'
import { revokeToken } from '#accounts/revoke-token.ts'
import { isRole, roles } from '#lib/viewer.ts'
import { printJson, printNotice, printTable } from './print.ts'
import { withClient } from './user.ts'

type Options = { json?: boolean; role: string; team?: string[]; days: string }

const actor = 'local operator'

export function registerToken(program: Command): void {
  const token = program.command('token').description('keys for programs that ask the HTTP API')
  token
    .command('create <name>')
    .description('make a token; it is shown once')
    .option('--role <role>', roles.join(', '), 'auditor')
    .option('--team <team...>', 'teams whose secrets a token with the role owner sees')
    .option('--days <days>', 'how long it is good', '90')
    .option('--json', 'print the result as JSON')
    .action(create)
  token.command('list').description('all tokens, without themselves').option('--json', 'print the result as JSON').action(list)
  token
    .command('revoke <token>')
    .description('by id, by name, or by its first characters; the next request with it is refused')
    .option('--json', 'print the result as JSON')
    .action(async (which: string, options: Options) => {
      const revoked = await withClient((db) => revokeToken(db, which, actor))
      if (options.json) printJson({ ...revoked, revoked: true })
      else console.log(`Token ${revoked.name} (${revoked.hint}…) is revoked.`)
    })
}

async function create(name: string, { role, team, days, json }: Options): Promise<void> {
  const daysValid = Number(days)
  if (!isRole(role)) throw new Error(`There is no role "${role}": choose one of ${roles.join(', ')}.`)
  if (!Number.isInteger(daysValid) || daysValid < 1 || daysValid > 3650) throw new Error('--days must be a whole number from 1 to 3650.')
  if (role === 'owner' && !team?.length) throw new Error('An owner sees what his teams own: name them with --team.')
  const expiresAt = new Date(Date.now() + daysValid * 86_400_000)
  const created = await withClient((db) => createToken(db, { name, role, teams: team, expiresAt }, actor))
  if (json) return printJson({ ...created, name, role, expiresAt: expiresAt.toISOString() })
  printNotice('This is the only time that the token is shown.')
  console.log(created.token)
}

async function list(options: Options): Promise<void> {
  const tokens = await withClient(listTokens)
  if (options.json) return printJson({ items: tokens })
  printTable(
    ['name', 'begins', 'role', 'expires', 'last used', 'state'],
    tokens.map((token) => [token.name, `${token.hint}…`, token.role, token.expiresAt ?? 'never', token.lastUsedAt ?? 'never', token.revokedAt ? 'revoked' : 'good']),
  )
}
