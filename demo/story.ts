import type { PersonLogin } from './organisation.ts'

/**
 * What happened in these thirty days besides the everyday: declared in days before the end, told by the actors.
 * Most incidents lie in the last ten days, so that there is a baseline before them.
 */
export type RotationPlan = {
  secret: string
  daysAgo: number
  /** The rotation function gave up: a pending version exists, the old one stays current. */
  fails?: boolean
  /** Days after the switch that the old version is disabled and destroyed (Google Cloud) or destroyed (Vault). */
  destroyOldAfterDays?: number
}

export const rotations: readonly RotationPlan[] = [
  { secret: 'prod/payments/settlement-key', daysAgo: 26.3 },
  { secret: 'prod/accounts/login-db', daysAgo: 21.4 },
  { secret: 'prod/payments/ledger-db', daysAgo: 19.6 },
  { secret: 'prod/checkout/cart-db', daysAgo: 16.2 },
  { secret: 'prod/parcels/edi-sftp', daysAgo: 11.4 },
  { secret: 'prod/accounts/jwt-signing-key', daysAgo: 6.3 },
  { secret: 'prod/notify/sms-gateway', daysAgo: 4.4 },
  { secret: 'prod/payments/psp-api-key', daysAgo: 0.8 },
  { secret: 'prod/parcels/label-db', daysAgo: 0.3 },
  { secret: 'prod/pricing/quote-db', daysAgo: 1.6, fails: true },
  { secret: 'staging/payments/ledger-db', daysAgo: 13.5 },
  { secret: '/prod/parcels/maps-api-key', daysAgo: 9.2 },
  { secret: '/prod/webhooks/relay-token', daysAgo: 2.6 },
  { secret: 'gcp:warehouse-loader-db', daysAgo: 17.3, destroyOldAfterDays: 7 },
  { secret: 'gcp:dashboards-oauth-client', daysAgo: 8.4, destroyOldAfterDays: 4 },
  { secret: 'gcp:feature-store-key', daysAgo: 1.2 },
  { secret: 'vault:secret/payments/psp-merchant', daysAgo: 14.1 },
  { secret: 'vault:secret/checkout/redis', daysAgo: 5.5, destroyOldAfterDays: 3 },
  { secret: 'vault:secret/notify/push-certificate', daysAgo: 3.7 },
  { secret: 'vault:legacy/parcels/edi-partner', daysAgo: 10.2 },
]

/** Still asks for the version it was configured with, long after the switch. */
export const staleConsumers = { 'edi-bridge': 'prod/parcels/edi-sftp' } as const

/** Pins a Google Cloud version that is destroyed in the story, and keeps failing. */
export const pinnedReader = { workload: 'dashboards', secret: 'gcp:dashboards-oauth-client' } as const

/** Pods of this workload were not restarted since their Secret was delivered anew. */
export const neverRestarted = { workload: 'sms-sender', sinceDaysAgo: 12 } as const

export const leaver = { person: 'daniel.herzog', leavesDaysAgo: 9.4, triesDaysAgo: [6.8, 6.1, 4.3] } as const satisfies {
  person: PersonLogin
  leavesDaysAgo: number
  triesDaysAgo: readonly number[]
}

export const nightReader = { person: 'noemie.laurent', daysAgo: 3.1, secret: 'prod/payments/settlement-key', ip: '203.0.113.77' } as const
export const harvest = { workload: 'partner-gateway', daysAgo: 5.2, minutes: 4 } as const
export const undeclaredCi = { repository: 'storefront', secret: 'prod/payments/psp-webhook-secret', sinceDaysAgo: 2.4 } as const
export const clusterList = { daysAgo: 4.6, namespace: 'monitoring', serviceAccount: 'metrics-agent' } as const
export const deniedBurst = { daysAgo: 7.3, targets: 27, minutes: 9 } as const
export const deletedSecret = { secret: 'prod/legacy/ftp-password', daysAgo: 12.7 } as const
export const createdSecret = { secret: 'prod/partners/gateway-mtls', daysAgo: 28.9 } as const
/** No reads at all; only the inventory looks at it. */
export const unusedSecret = 'prod/legacy/fax-gateway'
export const wrapped = { daysAgo: 8.1, secret: 'vault:secret/platform/backup-passphrase' } as const
