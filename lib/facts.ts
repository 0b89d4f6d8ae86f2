/**
 * Facts: the only thing a source may produce, and the only thing the graph is folded from.
 * Shapes are plain JSON. Times are ISO 8601 in UTC, as precise as the record (up to nanoseconds).
 */

export const stores = [
  'aws-secretsmanager', 'aws-ssm', 'aws-kms', 'gcp-secretmanager', 'gcp-kms', 'vault', 'kubernetes',
  'azure-keyvault', 'onepassword', 'doppler',
] as const
export type Store = (typeof stores)[number]

export const actions = [
  'read', 'watch', 'decrypt', 'issue', 'list', 'describe', 'write', 'rotate', 'delete', 'restore',
  'disable', 'enable', 'destroy', 'grant', 'renew', 'revoke',
] as const
export type Action = (typeof actions)[number]

export const outcomes = ['success', 'denied', 'error', 'unknown'] as const
export type Outcome = (typeof outcomes)[number]

/** Was a value given out? `possible`: the log cannot tell (a Kubernetes `get` below RequestResponse may have been a table). */
export const disclosures = ['yes', 'possible', 'no'] as const
export type Disclosure = (typeof disclosures)[number]

/** The order is a storage contract, and of two hints about one identity the earlier wins. */
export const identityKinds = ['controller', 'ci', 'node', 'service', 'human', 'workload', 'unknown'] as const
export type IdentityKind = (typeof identityKinds)[number]

/**
 * A secret (or scope) as one record names it.
 * `uri` is the canonical name as far as that record alone can tell; `form` says what is still open:
 * - `exact`      nothing: `uri` is the canonical name.
 * - `aws-arn`    `uri` ends with an ARN's resource, which may or may not carry the six-character suffix.
 * - `gcp-number` `uri` names the project by its number.
 * - `vault-path` `uri` is `vault://<cluster>/[<namespace>/]<logged path>`; where the mount ends, or whether it is KV 1 or 2, is not proven.
 * - `vault-wrap` `uri` is `vault://<cluster>/wrap/<token HMAC>`; the wrapped read that made the token names the secret.
 * - `aws-kms-alias` `uri` is `aws-kms://<account>/<region>/alias/<alias>`.
 */
export type SecretReference = { store: Store; uri: string; form: SecretForm }
export const secretForms = ['exact', 'aws-arn', 'gcp-number', 'vault-path', 'vault-wrap', 'aws-kms-alias'] as const
export type SecretForm = (typeof secretForms)[number]

/**
 * An identity as one record names it; `uri` is canonical when `form` is `exact`. Open forms:
 * - `aws-role-name` `arn:aws:iam::<account>:role/<name>` from a session ARN: the path is not in it.
 * - `gcp-unique-id` `serviceAccount:<21 digits>`: the e-mail is not in it.
 * - `vault-token`   `vault:<cluster>:token:<HMAC>`: only the token is known; a session names its identity.
 */
export type IdentityReference = {
  uri: string
  form: IdentityForm
  kind: IdentityKind
  /** What a person recognises: `payment-api`, `alice@corp.example`. */
  displayName: string
  /** Other names this same record proves for this identity. */
  aliases?: string[]
}
export const identityForms = ['exact', 'aws-role-name', 'gcp-unique-id', 'vault-token'] as const
export type IdentityForm = (typeof identityForms)[number]

/** Which version: named by the record itself (`observed`), or asked for by a moving name (`AWSCURRENT`, `latest`), to be inferred from the timeline. */
export type VersionClaim = { ref: string; evidence: 'observed' } | { stage: string; evidence: 'inferred' }

export type Place = {
  account?: string
  region?: string
  cluster?: string
  namespace?: string
  /** An address, `private`, `gce-internal-ip` or a service's host name, as logged. */
  ip?: string
}

export type AccessFact = {
  fact: 'access'
  target: SecretReference
  /** `candidate`: the target is a scope (or one of several) that may have been read; never expanded in the fold. */
  precision: 'exact' | 'candidate'
  actor: IdentityReference
  /** The person proven to be behind the session; absent when the record does not prove one. */
  subject?: IdentityReference
  /** The identity whose rights were used (impersonation), when it is not the actor. */
  effective?: string
  /** The service acting for the actor (`invokedBy`), as logged. */
  via?: string
  action: Action
  outcome: Outcome
  /** The store's own code: `AccessDeniedException`, `7`, `403`. */
  code?: string
  disclosed: Disclosure
  version?: VersionClaim
  place: Place
  userAgent?: string
  /** Joins the access to the session that issued its credential: `aws-key:ASIA…`, `vault-token:<cluster>:<HMAC>`, `k8s-jti:<cluster>:<id>`. */
  credential?: string
}

/**
 * A store's key service saw the value of `target` being opened for `actor`: evidence for a read, not another read.
 * `standsAlone`: when no access within two seconds explains it, it is an exact read of its own (SSM by path).
 */
export type TraceFact = {
  fact: 'trace'
  target: SecretReference
  actor: IdentityReference
  subject?: IdentityReference
  version?: { ref: string; evidence: 'observed' }
  standsAlone: boolean
  place: Place
  userAgent?: string
}

export const versionChanges = [
  'created', 'current', 'previous', 'pending', 'deprecated', 'disabled', 'enabled', 'destroyed', 'deleted', 'restored',
] as const
/** A version was created or changed its state. `ref` empty: the version is not named (a Kubernetes write below Request level). */
export type VersionFact = {
  fact: 'version'
  target: SecretReference
  ref: string
  change: (typeof versionChanges)[number]
  actor: IdentityReference
  stage?: string
}

/** A credential was issued to `subject`; what it does later is theirs. */
export type SessionFact = {
  fact: 'session'
  /** Same vocabulary as `AccessFact.credential`. */
  credential: string
  method: string
  /** The identity that uses of the credential are logged as (the role, the entity, the service account). */
  identity: IdentityReference
  /** Who it was issued to, when that is another identity (the caller, the workload, the person). */
  subject?: IdentityReference
  sessionName?: string
  expiresAt?: string
  /** Pod, node, repository, e-mail…: what else the record proves of the holder. */
  details?: Record<string, string>
}

export type IdentityFact = {
  fact: 'identity'
  identity: IdentityReference
  change: 'created' | 'disabled' | 'enabled' | 'deleted' | 'renamed' | 'alias' | 'owner' | 'merged' | 'credential-created' | 'credential-disabled'
  /** The other name, the owner, the credential. */
  other?: string
  actor?: IdentityReference
}

/** A controller copies a secret to another place. */
export type DeliveryFact = {
  fact: 'delivery'
  from: SecretReference
  to: SecretReference
  controller: string
  /** The object that orders it: `ExternalSecret payment/db`. */
  by: string
  refreshSeconds?: number
  version?: string
}

/** A workload refers to a secret. */
export type UseFact = {
  fact: 'use'
  /** `workload:<cluster>/<namespace>/<kind>/<name>` */
  workload: string
  target: SecretReference
  how: 'volume' | 'projected' | 'env' | 'envFrom' | 'imagePullSecret' | 'csi' | 'injector' | 'serviceAccount'
  node?: string
  serviceAccount?: string
}

export type GrantFact = {
  fact: 'grant'
  /** What the grant is on: a canonical secret or scope, or a policy's own name. */
  on: string
  change: 'granted' | 'revoked' | 'changed'
  /** Whom it concerns, as logged; at most 50. */
  principals: string[]
  actor: IdentityReference
  outcome: Outcome
}

/** Auditing itself was started, stopped, narrowed; `values-in-log`: the source writes secret values into its log. */
export type LoggingFact = {
  fact: 'logging'
  on: string
  change: 'started' | 'stopped' | 'narrowed' | 'widened' | 'changed' | 'values-in-log'
  actor?: IdentityReference
  outcome: Outcome
}

/** Two names denote the same thing; lets references and logged names resolve better than one record can. */
export type NamingFact = {
  fact: 'naming'
  scope: NamingScope
  name: string
  means: string
}
/**
 * - `gcp-project`       project number → id
 * - `gcp-unique-id`     service account's unique id → e-mail
 * - `aws-secret`        uri of a secret whose exact name a record proves → the same uri
 * - `aws-role`          `arn:aws:iam::<account>:role/<name>` → the ARN with its path
 * - `aws-kms-alias`     `<account>/<region>/alias/<alias>` → key id
 * - `vault-mount`       `vault://<cluster>/[<namespace>/]<mount>/` → `kv1`, `kv2` or the engine's type
 * - `vault-wrap`        `<cluster>:<HMAC of the wrapping token>` → uri of the reference that was wrapped
 * - `vault-accessor`    `<cluster>:<HMAC of an accessor>` → identity uri
 */
export const namingScopes = ['gcp-project', 'gcp-unique-id', 'aws-secret', 'aws-role', 'aws-kms-alias', 'vault-mount', 'vault-wrap', 'vault-accessor'] as const
export type NamingScope = (typeof namingScopes)[number]

export type Fact =
  | AccessFact | TraceFact | VersionFact | SessionFact | IdentityFact | DeliveryFact | UseFact | GrantFact | LoggingFact | NamingFact
