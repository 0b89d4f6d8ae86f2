import type { SecretReference } from '#lib/facts.ts'

/** Where a record's unqualified names belong: the account that received the event and its region. */
export type Where = { account: string; region: string }

const secretArn = /^arn:[^:]+:secretsmanager:([^:]*):([^:]*):secret:(.+)$/s
const parameterArn = /^arn:[^:]+:ssm:([^:]*):([^:]*):parameter\/?(.+)$/s
const keyArn = /^arn:[^:]+:kms:([^:]*):([^:]*):(key|alias)\/(.+)$/s
/** Secrets Manager adds a hyphen and six characters to the name; a name may itself end like that. */
const suffix = /-[A-Za-z0-9]{6}$/

/** A secret as a request names it: name, ARN, or ARN without its suffix. */
export function secretFromRequest(text: string, where: Where): SecretReference {
  const arn = secretArn.exec(text)
  if (!arn) return exactSecret(where, text)
  const [, region = '', account = '', resource = ''] = arn
  const from = { account, region }
  return suffix.test(resource) ? { ...exactSecret(from, resource), form: 'aws-arn' } : exactSecret(from, resource)
}

/** A secret as the store itself names it (responses, service events, KMS contexts): always a full ARN. */
export function secretFromFullArn(text: string | null | undefined): SecretReference | undefined {
  const arn = text ? secretArn.exec(text) : null
  if (!arn) return undefined
  const [, region = '', account = '', resource = ''] = arn
  return exactSecret({ account, region }, resource.replace(suffix, ''))
}

export function exactSecret({ account, region }: Where, name: string): SecretReference {
  return { store: 'aws-secretsmanager', uri: `aws-secretsmanager://${account}/${region}/${name}`, form: 'exact' }
}

export type ParameterReference = { target: SecretReference; selector: string | undefined }

/** A parameter by name or ARN, with `:version` or `:label` behind it; a name itself never has a colon. */
export function parameterFromRequest(text: string, where: Where): ParameterReference {
  const arn = parameterArn.exec(text)
  const from = arn ? { region: arn[1] ?? '', account: arn[2] ?? '' } : where
  const full = arn ? (arn[3] ?? '') : text
  const colon = full.indexOf(':')
  const name = colon < 0 ? full : full.slice(0, colon)
  const selector = colon < 0 ? undefined : full.slice(colon + 1)
  return { target: exactParameter(from, name), selector: selector || undefined }
}

/** Parameter Store's own ARN (KMS contexts): the slash between `parameter` and the name may or may not be the name's own. */
export function parameterFromArn(text: string): SecretReference | undefined {
  return parameterArn.test(text) ? parameterFromRequest(text, { account: '', region: '' }).target : undefined
}

export function exactParameter({ account, region }: Where, name: string): SecretReference {
  return { store: 'aws-ssm', uri: `aws-ssm://${account}/${region}/${name.replace(/^\/+/, '')}`, form: 'exact' }
}

/** A key by id, ARN, alias or alias ARN. */
export function keyFromRequest(text: string, where: Where): SecretReference {
  const arn = keyArn.exec(text)
  if (arn) return keyReference({ region: arn[1] ?? '', account: arn[2] ?? '' }, arn[3] === 'alias' ? `alias/${arn[4]}` : (arn[4] ?? ''))
  return keyReference(where, text)
}

function keyReference({ account, region }: Where, id: string): SecretReference {
  return { store: 'aws-kms', uri: `aws-kms://${account}/${region}/${id}`, form: id.startsWith('alias/') ? 'aws-kms-alias' : 'exact' }
}

export function isKeyArn(text: string | null | undefined): text is string {
  return typeof text === 'string' && keyArn.test(text)
}

export type ScopeStore = 'aws-secretsmanager' | 'aws-ssm' | 'aws-kms'

/** Everything of a store in one account and region, or below a path prefix: a candidate set, never expanded. */
export function scopeOf(store: ScopeStore, { account, region }: Where, prefix = ''): SecretReference {
  const path = prefix.replace(/^\/+|\/+$/g, '')
  return { store, uri: `${store}://${account}/${region}/${path === '' ? '' : `${path}/`}*`, form: 'exact' }
}
