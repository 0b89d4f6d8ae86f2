import type { SecretReference } from '#lib/facts.ts'
import { kubernetesSecret } from './secret-reference.ts'

export type RemoteSecret = { reference: SecretReference; version?: string }

const secretsManagerArn = /^arn:aws[a-z-]*:secretsmanager:([a-z0-9-]+):(\d{12}):secret:(.+)$/
const parameterArn = /^arn:aws[a-z-]*:ssm:([a-z0-9-]+):(\d{12}):parameter\/(.+)$/
const googleName = /^projects\/([^/]+)\/(?:locations\/([^/]+)\/)?secrets\/([^/]+)(?:\/versions\/([^/]+))?$/

/** A remote key as canonically as it tells by itself; else under the name of the object that holds it (`own`). */
export function remoteSecret(key: string | null | undefined, version: string | null | undefined, own: string): RemoteSecret[] {
  if (!key) return []
  const google = googleName.exec(key)
  const named = version || (google?.[4] && google[4] !== 'latest' ? google[4] : undefined)
  return [{ reference: fullName(key, google) ?? kubernetesSecret(`${own}/${key}`), ...(named ? { version: named } : {}) }]
}

function fullName(key: string, google: RegExpExecArray | null): SecretReference | undefined {
  const secret = secretsManagerArn.exec(key)
  if (secret) return { store: 'aws-secretsmanager', uri: `aws-secretsmanager://${secret[2]}/${secret[1]}/${secret[3]}`, form: 'aws-arn' }
  const parameter = parameterArn.exec(key)
  if (parameter) return { store: 'aws-ssm', uri: `aws-ssm://${parameter[2]}/${parameter[1]}/${parameter[3]}`, form: 'exact' }
  if (!google) return undefined
  const [, project = '', location, name = ''] = google
  return { store: 'gcp-secretmanager', uri: `gcp-secretmanager://${project}/${location ? `locations/${location}/` : ''}${name}`, form: /^\d+$/.test(project) ? 'gcp-number' : 'exact' }
}

export function distinctReferences(remotes: RemoteSecret[]): RemoteSecret[] {
  return [...new Map(remotes.map((remote) => [`${remote.reference.uri} ${remote.version ?? ''}`, remote])).values()]
}
