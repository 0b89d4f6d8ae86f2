import { describe, expect, it } from 'vitest'

import { parseWebEnvironment } from './web-environment.ts'

describe('the web settings', () => {
  it('are usable without any', () => {
    expect(parseWebEnvironment({})).toMatchObject({ isTls: false, idleMinutesMax: 30, trustedProxies: 0, oidc: undefined })
  })
  it('read a provider with its groups', () => {
    const oidc = { WHOREAD_OIDC_ISSUER: 'https://id.example', WHOREAD_OIDC_CLIENT_ID: 'w', WHOREAD_OIDC_CLIENT_SECRET: 's', WHOREAD_OIDC_ROLES: 'cn=sec,ou=it=analyst, *=owner' }
    expect(() => parseWebEnvironment({ ...oidc, WHOREAD_OIDC_ROLES: 'sec=king' })).toThrow(/WHOREAD_OIDC_ROLES/)
    expect(() => parseWebEnvironment({ WHOREAD_OIDC_ISSUER: 'https://id.example' })).toThrow(/CLIENT_ID/)
    expect(parseWebEnvironment({ ...oidc, WHOREAD_OIDC_ROLES: 'sec=analyst, *=owner' }).oidc?.groupRoles).toEqual([{ group: 'sec', role: 'analyst' }, { group: '*', role: 'owner' }])
  })
  it('never repeat a value', () => {
    expect(() => parseWebEnvironment({ NEXTAUTH_URL: 'hunter2://x' })).toThrow(/^((?!hunter2).)*$/)
  })
})
