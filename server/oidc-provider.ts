import 'server-only'

import type { Profile } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'

import { findProviderUser } from '#accounts/find-provider-user.ts'
import type { OidcSettings } from '#lib/web-environment.ts'
import { database } from './database.ts'

type Claims = Profile & { iss?: string; preferred_username?: string }

/** Any OpenID provider: authorisation code with PKCE, state and nonce; the ID token's signature, issuer, audience and nonce are checked by next-auth. */
export function oidcProvider(oidc: OidcSettings): OAuthConfig<Claims> {
  return {
    id: 'oidc',
    name: oidc.name,
    type: 'oauth',
    wellKnown: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    issuer: oidc.issuer,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid profile email' } },
    profile: (claims) => ({ id: claims.sub ?? '', name: nameOf(claims), email: claims.email }),
  }
}

/** The user of this installation behind the provider's claims: (issuer, subject). The e-mail is shown and decides nothing. */
export async function providerUser(oidc: OidcSettings, profile: Profile | undefined): Promise<{ id: string; name: string } | undefined> {
  const claims: (Claims & Record<string, unknown>) | undefined = profile && { ...profile }
  if (!claims?.sub) return undefined
  const groups = claims[oidc.groupsClaim]
  return findProviderUser(
    database(),
    {
      issuer: oidc.issuer,
      subject: claims.sub,
      name: nameOf(claims),
      email: claims.email ?? '',
      groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [],
    },
    oidc.groupRoles,
  )
}

function nameOf(claims: Claims): string {
  return claims.name ?? claims.preferred_username ?? claims.email ?? claims.sub ?? ''
}
