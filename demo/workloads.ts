import type { ClusterName, Team } from './organisation.ts'

/** One secret that a workload reads, and how often each replica does so in a busy hour. */
export type Habit = { secret: string; perHour: number }

/** `service` runs all day; a job runs on its hours and reads each secret once. */
export type Cadence = { kind: 'service' } | { kind: 'job'; hours: readonly number[]; weekday?: number }

export type Workload = {
  name: string
  namespace: string
  cluster: ClusterName
  team: Team
  replicas: number
  cadence: Cadence
  /** Reads AWS with its own role (IRSA). */
  aws: Habit[]
  /** Reads Vault with its service account. */
  vault: Habit[]
  /** Kubernetes Secrets its pods refer to. */
  mounts: string[]
}

const service = { kind: 'service' } as const satisfies Cadence
const everyHour = Array.from({ length: 24 }, (_, hour) => hour)

function workload(name: string, namespace: string, team: Team, parts: Partial<Workload> = {}): Workload {
  return { name, namespace, team, cluster: 'kestrelway-prod-1', replicas: 2, cadence: service, aws: [], vault: [], mounts: [], ...parts }
}

function habits(perHour: number, ...secrets: string[]): Habit[] {
  return secrets.map((secret) => ({ secret, perHour }))
}

export const workloads: readonly Workload[] = [
  workload('payment-api', 'payments', 'payments', {
    replicas: 3,
    aws: [...habits(3, 'prod/payments/psp-api-key', 'prod/payments/psp-webhook-secret'), ...habits(1, 'prod/payments/fraud-scoring-token')],
    mounts: ['ledger-db'],
  }),
  workload('payment-worker', 'payments', 'payments', {
    aws: habits(2, 'prod/payments/psp-api-key', 'prod/payments/settlement-key'),
    vault: habits(3, 'vault:secret/payments/psp-merchant', 'vault:secret/payments/card-vault-pepper'),
    mounts: ['ledger-db', 'psp-api-key'],
  }),
  workload('reconciliation', 'payments', 'payments', {
    replicas: 1,
    cadence: { kind: 'job', hours: [3] },
    aws: habits(1, 'prod/payments/settlement-key', 'prod/payments/ledger-db'),
    mounts: ['ledger-db'],
  }),
  workload('ledger', 'payments', 'payments', { vault: habits(0.5, 'vault:database/creds/ledger-rw'), mounts: ['ledger-db'] }),
  workload('checkout-api', 'checkout', 'payments', {
    replicas: 3,
    aws: [...habits(3, 'prod/checkout/session-signing'), ...habits(1.5, '/prod/checkout/feature-flags-key')],
    vault: habits(3, 'vault:secret/checkout/redis'),
    mounts: ['cart-db'],
  }),
  workload('label-api', 'parcels', 'parcels', {
    aws: [...habits(2, 'prod/parcels/carrier-dpx-token', 'prod/parcels/carrier-nordpost-token'), ...habits(2, '/prod/parcels/address-lookup-key')],
    mounts: ['label-db', 'carrier-tokens'],
  }),
  workload('tracking-api', 'parcels', 'parcels', {
    replicas: 3,
    aws: habits(2, '/prod/parcels/maps-api-key'),
    vault: habits(3, 'vault:secret/parcels/dispatch-queue'),
    mounts: ['tracking-db'],
  }),
  workload('carrier-sync', 'parcels', 'parcels', {
    replicas: 1,
    cadence: { kind: 'job', hours: everyHour },
    aws: habits(1, 'prod/parcels/carrier-dpx-token', 'prod/parcels/carrier-nordpost-token', 'prod/parcels/customs-certificate'),
    mounts: ['carrier-tokens'],
  }),
  workload('dispatcher', 'parcels', 'parcels', {
    vault: [...habits(3, 'vault:secret/parcels/dispatch-queue', 'vault:secret/parcels/scanner-fleet'), ...habits(0.5, 'vault:database/creds/parcels-ro')],
  }),
  workload('login-api', 'accounts', 'accounts', {
    replicas: 3,
    aws: habits(2, 'prod/accounts/oidc-client-secret', 'prod/accounts/jwt-signing-key'),
    vault: habits(3, 'vault:secret/accounts/mfa-seed'),
    mounts: ['login-db', 'jwt-signing-key'],
  }),
  workload('session-store', 'accounts', 'accounts', { mounts: ['jwt-signing-key'] }),
  workload('mailer', 'notify', 'accounts', { aws: habits(2, 'prod/notify/mail-relay') }),
  workload('sms-sender', 'notify', 'accounts', { aws: habits(1, '/prod/notify/push-key'), mounts: ['sms-gateway', 'push-certificate'] }),
  workload('quote-engine', 'pricing', 'parcels', { aws: habits(3, 'prod/pricing/quote-db') }),
  workload('invoice-run', 'billing', 'payments', {
    replicas: 1,
    cadence: { kind: 'job', hours: [5], weekday: 1 },
    aws: habits(1, 'prod/billing/invoice-signing', 'prod/payments/psp-api-key'),
  }),
  workload('metrics-agent', 'monitoring', 'platform', { replicas: 4, mounts: ['metrics-token'] }),
  workload('payment-api', 'payments', 'payments', { cluster: 'kestrelway-staging-1', aws: habits(1, 'staging/payments/psp-api-key'), mounts: ['ledger-db'] }),
  workload('checkout-api', 'checkout', 'payments', { cluster: 'kestrelway-staging-1', aws: habits(1, 'staging/checkout/session-signing') }),
  workload('label-api', 'parcels', 'parcels', { cluster: 'kestrelway-staging-1', mounts: ['label-db'] }),
  workload('login-api', 'accounts', 'accounts', { cluster: 'kestrelway-staging-1', aws: habits(1, 'staging/accounts/jwt-signing-key'), mounts: ['login-db'] }),
]

/** Outside Kubernetes: functions, container tasks, a machine, Google Cloud service accounts. */
export type CloudWorkload = { name: string; kind: 'lambda' | 'ecs' | 'ec2' | 'gcp'; habits: Habit[]; team: Team }
export const cloudWorkloads: readonly CloudWorkload[] = [
  { name: 'webhook-relay', kind: 'lambda', team: 'payments', habits: [...habits(4, 'prod/payments/psp-webhook-secret'), ...habits(3, '/prod/webhooks/relay-token')] },
  { name: 'partner-gateway', kind: 'ecs', team: 'parcels', habits: habits(3, 'prod/partners/gateway-mtls') },
  { name: 'edi-bridge', kind: 'ec2', team: 'parcels', habits: habits(3, 'prod/parcels/edi-sftp') },
  { name: 'warehouse-loader', kind: 'gcp', team: 'data', habits: habits(9, 'gcp:warehouse-loader-db', 'gcp:carrier-data-feed') },
  { name: 'forecast-trainer', kind: 'gcp', team: 'data', habits: habits(7, 'gcp:forecast-model-token', 'gcp:feature-store-key') },
  { name: 'dashboards', kind: 'gcp', team: 'data', habits: [...habits(9, 'gcp:dashboards-oauth-client'), ...habits(4, 'gcp:geocoding-key')] },
  { name: 'alert-router', kind: 'gcp', team: 'platform', habits: habits(5, 'gcp:alerting-webhook') },
]
