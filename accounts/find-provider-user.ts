import { randomBytes } from 'node:crypto'

import type { Role } from '#lib/viewer.ts'
import type { DatabaseClient } from '#prisma/client.ts'
import { writeAudit } from './write-audit.ts'

export type ProviderPerson = { issuer: string; subject: string; name: string; email: string; groups: string[] }

/** `group=role,group=role`, as in WHOREAD_OIDC_ROLES; the first group in that order that the person has decides. */
export type GroupRoles = { group: string; role: Role }[]

/**
 * The user behind a provider's answer: (issuer, subject), never the e-mail, and never a local account of the same name.
 * Role and teams follow the provider's groups at each sign-in. Nothing when no group gives a role, or the user is disabled here.
 */
export async function findProviderUser(db: DatabaseClient, person: ProviderPerson, groupRoles: GroupRoles): Promise<{ id: string; name: string } | undefined> {
  const role = groupRoles.find(({ group }) => group === '*' || person.groups.includes(group))?.role
  const key = { issuer_subject: { issuer: person.issuer, subject: person.subject } }
  const existing = await db.appUser.findUnique({ where: key })
  if (!role || existing?.disabledAt) {
    await writeAudit(db, { actor: person.name, action: 'sign-in refused', details: { issuer: person.issuer, subject: person.subject } })
    return undefined
  }
  const now = { email: person.email, role, teams: person.groups }
  const user = await db.appUser.upsert({
    where: key,
    update: now,
    create: { ...now, name: existing?.name ?? (await freeName(db, person)), issuer: person.issuer, subject: person.subject },
  })
  await writeAudit(db, { actor: user.name, action: 'sign-in', details: { issuer: person.issuer } })
  return { id: user.id, name: user.name }
}

/** Two people may have one name; the second gets something of his own beside it. */
async function freeName(db: DatabaseClient, person: ProviderPerson): Promise<string> {
  const name = (person.name || person.email || person.subject).slice(0, 100)
  const taken = await db.appUser.findFirst({ where: { name: { equals: name, mode: 'insensitive' } }, select: { id: true } })
  return taken ? `${name} (${randomBytes(4).toString('hex')})` : name
}
