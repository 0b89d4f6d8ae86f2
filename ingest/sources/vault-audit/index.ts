import { defineSource, type Skim } from '../source.ts'
import { parseInstant } from '#lib/instant.ts'
import { normalise } from './normalise.ts'
import { passing } from './passing.ts'
import { vaultRecord } from './schema.ts'

/** HashiCorp Vault and OpenBao: the JSON lines of an audit device, by file, socket or syslog. */
export const vaultAudit = defineSource({
  id: 'vault-audit',
  title: 'HashiCorp Vault and OpenBao audit devices',
  recognises,
  unwrap: (value) => [value],
  schema: vaultRecord,
  normalise,
  inspect,
  skim: {
    keys: ['type', 'time', 'request.path'],
    pass([type, time, path]) {
      const at = type === undefined ? undefined : parseInstant(time)
      return type === undefined || at === undefined ? undefined : passing(type, path, at)
    },
  } satisfies Skim,
})

function recognises(value: unknown): number {
  const entry = asObject(value)
  const request = asObject(entry?.['request'])
  if (entry === undefined || request === undefined || (entry['type'] !== 'request' && entry['type'] !== 'response')) return 0
  const shape = ['id', 'path', 'operation', 'remote_address', 'client_token', 'mount_type', 'namespace'].filter((key) => key in request).length
  return shape < 2 ? 0.2 : 'auth' in entry || 'time' in entry ? 0.95 : 0.6
}

/** A device with `log_raw` writes tokens and values as they are: any token that is not hashed gives it away. */
function inspect(value: unknown): ['log_raw_value'] | [] {
  const entry = asObject(value)
  const response = asObject(entry?.['response'])
  const holders = [entry?.['auth'], entry?.['request'], response?.['auth']].map((holder) => asObject(holder)?.['client_token'])
  const tokens = [...holders, asObject(response?.['wrap_info'])?.['token']]
  return tokens.some((token) => typeof token === 'string' && token !== '' && !token.startsWith('hmac-sha256:')) ? ['log_raw_value'] : []
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
}
