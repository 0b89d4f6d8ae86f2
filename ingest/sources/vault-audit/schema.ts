import { z } from 'zod'

/** A hashed field: its hex digits, or `clear` when the device writes it as it is (`log_raw`, `hmac_accessor=false`). What is in clear stops here. */
export const hashed = z
  .string()
  .transform((value) => /^hmac-sha256:([0-9a-f]{64})$/u.exec(value)?.[1] ?? 'clear')
  .optional()
  .catch(undefined)

/** Is something there? The value itself never gets past this. */
const present = z.unknown().optional().transform((value) => value !== undefined && value !== null)

const text = z.string().optional().catch(undefined)
/** No version or lifetime is longer: a PIN in a raw KV 1 record shaped like KV 2's metadata would be. */
const count = z.int().nonnegative().max(99_999_999).optional().catch(undefined)
const flag = z.boolean().optional().catch(undefined)
const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u).optional().catch(undefined)

/** Words that may be read where Vault usually writes a hash; anything else is dropped. */
const engine = z.enum(['kv', 'generic', 'database', 'aws', 'azure', 'gcp', 'gcpkms', 'pki', 'ssh', 'totp', 'transit', 'transform', 'rabbitmq', 'consul', 'nomad', 'ldap', 'ad', 'openldap', 'kubernetes', 'terraform', 'mongodbatlas', 'cubbyhole', 'kmip', 'keymgmt'])

/** What login plugins prove of the holder; free text of token creators has other keys, and is told apart in identify.ts. */
export const holderKeys = [
  'role', 'role_name', 'username', 'email', 'org', 'service_account_name', 'service_account_namespace', 'service_account_uid', 'repository', 'ref',
  'workflow', 'project_path', 'common_name', 'cert_name', 'account_id', 'canonical_arn', 'service_account_email', 'project_id',
] as const
const metadata = z.object(Object.fromEntries(holderKeys.map((key) => [key, text])) as Record<(typeof holderKeys)[number], typeof text>).nullish().catch(undefined)

const auth = z
  .object({
    client_token: hashed,
    accessor: hashed,
    display_name: text,
    entity_id: text,
    policies: z.array(z.string()).nullish().catch(undefined),
    metadata,
    token_ttl: count,
  })
  .nullish()

const answer = z
  .object({
    /** KV 2 reads: `null` for a deleted version. */
    data: z.unknown().optional().transform((value) => (value === undefined ? 'absent' : value === null ? 'null' : 'given')),
    metadata: z.object({ version: count, created_time: present, destroyed: flag }).nullish().catch(undefined),
    version: count,
    created_time: present,
    http_status_code: z.literal(404).optional().catch(undefined),
    http_raw_body: present,
    current_version: count,
    max_versions: count,
    cas_required: flag,
    complete: flag,
  })
  .nullish()
  .catch(undefined)

const question = z
  .object({
    token: hashed,
    disabled: flag,
    type: engine.optional().catch(undefined),
    options: z.object({ version: z.enum(['1', '2']).optional().catch(undefined) }).nullish().catch(undefined),
    max_versions: present,
    cas_required: present,
    delete_version_after: present,
    audit_non_hmac_request_keys: present,
    audit_non_hmac_response_keys: present,
    to_entity_id: uuid,
    from_entity_ids: z.array(uuid).nullish().catch(undefined),
  })
  .nullish()
  .catch(undefined)

const headers = z.object({ 'user-agent': z.array(z.string()).optional().catch(undefined), 'User-Agent': z.array(z.string()).optional().catch(undefined) }).nullish().catch(undefined)

export const vaultRecord = z.object({
  time: z.string().optional(),
  type: z.string(),
  error: z.string().nullish(),
  auth,
  request: z.object({
    id: z.string().optional(),
    operation: z.string().nullish(),
    path: z.string().optional(),
    mount_point: z.string().nullish(),
    mount_type: z.string().nullish(),
    namespace: z.object({ path: text }).nullish().catch(undefined),
    client_token: hashed,
    client_token_accessor: hashed,
    remote_address: text,
    headers,
    data: question,
  }).nullish(),
  response: z
    .object({
      auth,
      data: answer,
      secret: z.object({ lease_id: text }).nullish().catch(undefined),
      wrap_info: z.object({ token: hashed, creation_path: text }).nullish().catch(undefined),
    })
    .nullish(),
})
export type VaultRecord = z.infer<typeof vaultRecord>
export type VaultAuth = NonNullable<VaultRecord['auth']>
