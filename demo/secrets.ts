import type { AccountName, ClusterName, Team } from './organisation.ts'

/** A secret of the organisation. `key` is how the other demo files name it. */
export type AwsSecret = { key: string; store: 'secretsmanager'; account: AccountName; name: string; suffix: string; team: Team }
export type Parameter = { key: string; store: 'ssm'; account: AccountName; name: string; team: Team }
export type GcpSecret = { key: string; store: 'gcp'; name: string; team: Team }
export type VaultSecret = { key: string; store: 'vault'; mount: string; engine: 'kv2' | 'kv1' | 'database' | 'transit'; path: string; team: Team }
export type CopiedSecret = { key: string; store: 'kubernetes'; cluster: ClusterName; namespace: string; name: string; from: string; refreshMinutes: number; team: Team }

const managed: [AccountName, string, string, Team][] = [
  ['prod', 'prod/payments/psp-api-key', 'q7Tz2K', 'payments'],
  ['prod', 'prod/payments/psp-webhook-secret', 'Lm41xW', 'payments'],
  ['prod', 'prod/payments/settlement-key', 'a9RbUe', 'payments'],
  ['prod', 'prod/payments/ledger-db', 'Yc3pVn', 'payments'],
  ['prod', 'prod/payments/fraud-scoring-token', 'h2WkQd', 'payments'],
  ['prod', 'prod/checkout/session-signing', 'Tt8mZx', 'payments'],
  ['prod', 'prod/checkout/cart-db', 'K0sGfR', 'payments'],
  ['prod', 'prod/parcels/label-db', 'w5NcAj', 'parcels'],
  ['prod', 'prod/parcels/tracking-db', 'E6vLyP', 'parcels'],
  ['prod', 'prod/parcels/carrier-dpx-token', 'b3UoHi', 'parcels'],
  ['prod', 'prod/parcels/carrier-nordpost-token', 'X7qDrS', 'parcels'],
  ['prod', 'prod/parcels/customs-certificate', 'm8JtBe', 'parcels'],
  ['prod', 'prod/parcels/edi-sftp', 'Zf4kOw', 'parcels'],
  ['prod', 'prod/accounts/login-db', 'r1GhVa', 'accounts'],
  ['prod', 'prod/accounts/jwt-signing-key', 'N9xTcM', 'accounts'],
  ['prod', 'prod/accounts/oidc-client-secret', 'd5PyLk', 'accounts'],
  ['prod', 'prod/notify/mail-relay', 'U2wEsQ', 'accounts'],
  ['prod', 'prod/notify/sms-gateway', 'o6BzFj', 'accounts'],
  ['prod', 'prod/billing/invoice-signing', 'C4mRnH', 'payments'],
  ['prod', 'prod/pricing/quote-db', 'v8YdKt', 'parcels'],
  ['prod', 'prod/partners/gateway-mtls', 'G3iXaU', 'parcels'],
  ['prod', 'prod/platform/pager-token', 'l7SqWp', 'platform'],
  ['prod', 'prod/legacy/fax-gateway', 'J0eNvC', 'parcels'],
  ['prod', 'prod/legacy/ftp-password', 'y5OzTb', 'parcels'],
  ['staging', 'staging/payments/psp-api-key', 'R2fMhL', 'payments'],
  ['staging', 'staging/payments/ledger-db', 'x6DkGw', 'payments'],
  ['staging', 'staging/checkout/session-signing', 'B8nPuE', 'payments'],
  ['staging', 'staging/parcels/label-db', 't3VcYs', 'parcels'],
  ['staging', 'staging/accounts/login-db', 'Q9aJrZ', 'accounts'],
  ['staging', 'staging/accounts/jwt-signing-key', 'i1XoKd', 'accounts'],
  ['platform', 'shared/ci/registry-push', 'H7bTmF', 'platform'],
  ['platform', 'shared/ci/signing-key', 'p4WyUq', 'platform'],
  ['platform', 'shared/monitoring/metrics-token', 'S0gLeN', 'platform'],
]

const parameters: [AccountName, string, Team][] = [
  ['prod', '/prod/checkout/feature-flags-key', 'payments'],
  ['prod', '/prod/parcels/maps-api-key', 'parcels'],
  ['prod', '/prod/parcels/address-lookup-key', 'parcels'],
  ['prod', '/prod/notify/push-key', 'accounts'],
  ['prod', '/prod/webhooks/relay-token', 'payments'],
  ['platform', '/ci/payments/npm-token', 'platform'],
  ['platform', '/ci/payments/scanner-token', 'platform'],
  ['platform', '/ci/parcels/npm-token', 'platform'],
  ['platform', '/ci/storefront/npm-token', 'platform'],
  ['platform', '/ci/storefront/cdn-token', 'platform'],
  ['platform', '/ci/infrastructure/tailnet-key', 'platform'],
]

const google: [string, Team][] = [
  ['warehouse-loader-db', 'data'],
  ['forecast-model-token', 'data'],
  ['dashboards-oauth-client', 'data'],
  ['feature-store-key', 'data'],
  ['carrier-data-feed', 'data'],
  ['geocoding-key', 'data'],
  ['notebook-database', 'data'],
  ['alerting-webhook', 'platform'],
]

const vaulted: [string, VaultSecret['engine'], string, Team][] = [
  ['secret', 'kv2', 'payments/psp-merchant', 'payments'],
  ['secret', 'kv2', 'payments/card-vault-pepper', 'payments'],
  ['secret', 'kv2', 'checkout/redis', 'payments'],
  ['secret', 'kv2', 'parcels/dispatch-queue', 'parcels'],
  ['secret', 'kv2', 'parcels/scanner-fleet', 'parcels'],
  ['secret', 'kv2', 'accounts/mfa-seed', 'accounts'],
  ['secret', 'kv2', 'notify/push-certificate', 'accounts'],
  ['secret', 'kv2', 'platform/registry-mirror', 'platform'],
  ['secret', 'kv2', 'platform/backup-passphrase', 'platform'],
  ['legacy', 'kv1', 'parcels/edi-partner', 'parcels'],
  ['database', 'database', 'creds/ledger-rw', 'payments'],
  ['database', 'database', 'creds/parcels-ro', 'parcels'],
  ['transit', 'transit', 'keys/sops', 'platform'],
]

export const awsSecrets = managed.map(([account, name, suffix, team]) => ({ key: name, store: 'secretsmanager', account, name, suffix, team }) satisfies AwsSecret)
export const awsParameters = parameters.map(([account, name, team]) => ({ key: name, store: 'ssm', account, name, team }) satisfies Parameter)
export const gcpSecrets = google.map(([name, team]) => ({ key: `gcp:${name}`, store: 'gcp', name, team }) satisfies GcpSecret)
export const vaultSecrets = vaulted.map(
  ([mount, engine, path, team]) => ({ key: `vault:${mount}/${path}`, store: 'vault', mount, engine, path, team }) satisfies VaultSecret,
)

/** What External Secrets Operator keeps as Kubernetes Secrets: cluster, namespace, name, where it comes from, refresh interval. */
const copies: [ClusterName, string, string, string, number][] = [
  ['kestrelway-prod-1', 'payments', 'ledger-db', 'prod/payments/ledger-db', 15],
  ['kestrelway-prod-1', 'payments', 'psp-api-key', 'prod/payments/psp-api-key', 15],
  ['kestrelway-prod-1', 'checkout', 'cart-db', 'prod/checkout/cart-db', 30],
  ['kestrelway-prod-1', 'parcels', 'label-db', 'prod/parcels/label-db', 30],
  ['kestrelway-prod-1', 'parcels', 'tracking-db', 'prod/parcels/tracking-db', 30],
  ['kestrelway-prod-1', 'parcels', 'carrier-tokens', 'prod/parcels/carrier-dpx-token', 60],
  ['kestrelway-prod-1', 'accounts', 'login-db', 'prod/accounts/login-db', 30],
  ['kestrelway-prod-1', 'accounts', 'jwt-signing-key', 'prod/accounts/jwt-signing-key', 15],
  ['kestrelway-prod-1', 'notify', 'sms-gateway', 'prod/notify/sms-gateway', 60],
  ['kestrelway-prod-1', 'notify', 'push-certificate', 'vault:secret/notify/push-certificate', 60],
  ['kestrelway-prod-1', 'monitoring', 'metrics-token', 'shared/monitoring/metrics-token', 60],
  ['kestrelway-staging-1', 'payments', 'ledger-db', 'staging/payments/ledger-db', 60],
  ['kestrelway-staging-1', 'parcels', 'label-db', 'staging/parcels/label-db', 60],
  ['kestrelway-staging-1', 'accounts', 'login-db', 'staging/accounts/login-db', 60],
]

export const copiedSecrets = copies.map(
  ([cluster, namespace, name, from, refreshMinutes]) =>
    ({ key: `k8s:${cluster}/${namespace}/${name}`, store: 'kubernetes', cluster, namespace, name, from, refreshMinutes, team: teamOf(from) }) satisfies CopiedSecret,
)

function teamOf(key: string): Team {
  const secret = [...awsSecrets, ...vaultSecrets].find((one) => one.key === key)
  if (!secret) throw new Error(`no secret ${key}`)
  return secret.team
}

export function awsSecret(key: string): AwsSecret {
  return awsSecrets.find((one) => one.key === key) ?? missing(key)
}

export function awsParameter(key: string): Parameter {
  return awsParameters.find((one) => one.key === key) ?? missing(key)
}

export function gcpSecret(key: string): GcpSecret {
  return gcpSecrets.find((one) => one.key === key) ?? missing(key)
}

export function vaultSecret(key: string): VaultSecret {
  return vaultSecrets.find((one) => one.key === key) ?? missing(key)
}

function missing(key: string): never {
  throw new Error(`no secret ${key}`)
}
