import type { SecretForm } from '../facts.ts'
import { resolveVaultPath } from './vault-path.ts'

/** What all records together know of names. */
export type NamingKnowledge = {
  /** GCP project number → id. */
  projects: ReadonlyMap<string, string>
  /** Secrets whose exact name some record proves, by uri. */
  awsSecrets: ReadonlySet<string>
  /** `<account>/<region>/alias/<alias>` → key id. */
  kmsAliases: ReadonlyMap<string, string>
  /** `vault://<cluster>/[<namespace>/]<mount>/` → engine. */
  vaultMounts: ReadonlyMap<string, string>
  /** `<cluster>:<HMAC>` → uri that was wrapped. */
  vaultWraps: ReadonlyMap<string, string>
}

const arnSuffix = /-[A-Za-z0-9]{6}$/
/** Six characters that read like the last word of a name (`config`, `queue2`): one random suffix in 116 does. */
const wordSuffix = /-[a-z]{3,6}\d{0,3}$/

/** The canonical name of a reference as far as is known by now; pure. */
export function resolveReference(form: SecretForm, uri: string, known: NamingKnowledge): string {
  switch (form) {
    case 'exact':
      return uri
    case 'aws-arn':
      return resolveArn(uri, known.awsSecrets)
    case 'gcp-number':
      return uri.replace(/^(gcp-[a-z]+:\/\/)(\d+)(?=\/)/, (whole, scheme: string, number: string) => {
        const id = known.projects.get(number)
        return id === undefined ? whole : scheme + id
      })
    case 'aws-kms-alias': {
      const [, place, alias] = /^aws-kms:\/\/([^/]+\/[^/]+)\/(alias\/.+)$/s.exec(uri) ?? []
      const key = known.kmsAliases.get(`${place}/${alias}`)
      return place === undefined || key === undefined ? uri : `aws-kms://${place}/${key}`
    }
    case 'vault-path':
      return resolveVaultPath(uri, known.vaultMounts)
    case 'vault-wrap':
      return resolveWrap(uri, known)
  }
}

/**
 * An ARN without its suffix looks like a full one when the name itself ends in a hyphen and six characters. What other records prove decides,
 * the longer name first: no random suffix comes out as the end of another secret's name;
 * where they say nothing, a tail that reads like a word is taken for part of the name. A later record may correct it.
 */
function resolveArn(uri: string, proven: ReadonlySet<string>): string {
  const bare = uri.replace(arnSuffix, '')
  if (bare === uri || proven.has(uri)) return uri
  return wordSuffix.test(uri) && !proven.has(bare) ? uri : bare
}

/** A token may wrap what another token had wrapped (rewrap): followed to the secret, but not in circles. */
function resolveWrap(uri: string, known: NamingKnowledge): string {
  let name = uri
  for (let hops = 0; hops < 8; hops++) {
    const [, cluster, token] = /^vault:\/\/([^/]+)\/wrap\/(.+)$/s.exec(name) ?? []
    const wrapped = token === undefined ? undefined : known.vaultWraps.get(`${cluster}:${token}`)
    if (wrapped === undefined) break
    name = wrapped
  }
  return name === uri ? uri : resolveVaultPath(name, known.vaultMounts)
}
