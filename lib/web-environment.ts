import { z } from 'zod'
import { isRole, type Role } from './viewer.ts'

function blankIsUnset(value: unknown): unknown {
  return typeof value === 'string' && value.trim() === '' ? undefined : value
}
const text = z.preprocess(blankIsUnset, z.string().optional())

const Variables = z.object({
  NEXTAUTH_URL: z.preprocess(blankIsUnset, z.url({ protocol: /^https?$/, error: 'must be the address people type, like https://whoread.corp.example' }).default('http://localhost:3000')),
  WHOREAD_IDLE_MINUTES: z.preprocess(blankIsUnset, z.coerce.number().int().min(1).max(720).default(30)),
  WHOREAD_TRUSTED_PROXIES: z.preprocess(blankIsUnset, z.coerce.number().int().min(0).max(10).default(0)),
  WHOREAD_OIDC_ISSUER: z.preprocess(blankIsUnset, z.url({ protocol: /^https?$/ }).optional()),
  WHOREAD_OIDC_CLIENT_ID: text,
  WHOREAD_OIDC_CLIENT_SECRET: text,
  WHOREAD_OIDC_NAME: z.preprocess(blankIsUnset, z.string().default('single sign-on')),
  WHOREAD_OIDC_GROUPS_CLAIM: z.preprocess(blankIsUnset, z.string().default('groups')),
  WHOREAD_OIDC_ROLES: z.preprocess(blankIsUnset, z.string().default('')),
})

export type OidcSettings = {
  issuer: string
  clientId: string
  clientSecret: string
  /** The words on the button. */
  name: string
  groupsClaim: string
  /** The first one whose group the person has decides; `*` is everybody. */
  groupRoles: { group: string; role: Role }[]
}

export type WebEnvironment = {
  /** The origin that people type; https switches on `__Host-` cookies and HSTS. */
  publicUrl: URL
  isTls: boolean
  idleMinutesMax: number
  /** How many proxies in front add to X-Forwarded-For; with 0 that header is a claim of the client and is not read. */
  trustedProxies: number
  oidc?: OidcSettings
}

/** Throws one `Error` that names every wrong variable; values are never repeated in it. */
export function parseWebEnvironment(variables: Record<string, string | undefined>): WebEnvironment {
  const parsed = Variables.safeParse(variables)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new Error(`The environment is not usable: ${problems.join('; ')}.`)
  }
  const { NEXTAUTH_URL, WHOREAD_IDLE_MINUTES, WHOREAD_TRUSTED_PROXIES } = parsed.data
  const publicUrl = new URL(NEXTAUTH_URL)
  return {
    publicUrl,
    isTls: publicUrl.protocol === 'https:',
    idleMinutesMax: WHOREAD_IDLE_MINUTES,
    trustedProxies: WHOREAD_TRUSTED_PROXIES,
    oidc: oidcOf(parsed.data),
  }
}

function oidcOf(values: z.output<typeof Variables>): OidcSettings | undefined {
  const { WHOREAD_OIDC_ISSUER: issuer, WHOREAD_OIDC_CLIENT_ID: clientId, WHOREAD_OIDC_CLIENT_SECRET: clientSecret } = values
  if (!issuer) return undefined
  if (!clientId || !clientSecret) throw new Error('The environment is not usable: WHOREAD_OIDC_ISSUER needs WHOREAD_OIDC_CLIENT_ID and WHOREAD_OIDC_CLIENT_SECRET too.')
  return { issuer, clientId, clientSecret, name: values.WHOREAD_OIDC_NAME, groupsClaim: values.WHOREAD_OIDC_GROUPS_CLAIM, groupRoles: parseGroupRoles(values.WHOREAD_OIDC_ROLES) }
}

/** `secops=analyst,platform=admin,*=owner` */
function parseGroupRoles(list: string): { group: string; role: Role }[] {
  return list.split(',').filter((pair) => pair.trim()).map((pair) => {
    const at = pair.lastIndexOf('=')
    const role = pair.slice(at + 1).trim()
    if (at < 1 || !isRole(role)) throw new Error('The environment is not usable: WHOREAD_OIDC_ROLES must be group=role, separated by commas.')
    return { group: pair.slice(0, at).trim(), role }
  })
}
