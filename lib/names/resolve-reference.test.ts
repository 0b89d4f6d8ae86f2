import { expect, test } from 'vitest'
import { resolveReference, type NamingKnowledge } from './resolve-reference.ts'

const at = 'aws-secretsmanager://1/eu-west-1/'
const nothing: NamingKnowledge = { projects: new Map(), awsSecrets: new Set(), kmsAliases: new Map(), vaultMounts: new Map(), vaultWraps: new Map() }
const known: NamingKnowledge = {
  projects: new Map([['42', 'acme']]),
  awsSecrets: new Set([`${at}app-config`, `${at}both`, `${at}both-second`]),
  kmsAliases: new Map([['1/eu-west-1/alias/app', 'abc']]),
  vaultMounts: new Map([['vault://c/kv/', 'kv2']]),
  vaultWraps: new Map([['c:t1', 'vault://c/kv/data/app'], ['c:t2', 'vault://c/wrap/t1'], ['c:loop', 'vault://c/wrap/loop']]),
}

test.each([
  ['aws-arn', `${at}db-AbC1ef`, `${at}db`, known],
  ['aws-arn', `${at}app-config`, `${at}app-config`, known],
  ['aws-arn', `${at}app-config-AbC1ef`, `${at}app-config`, known],
  ['aws-arn', `${at}both-second`, `${at}both-second`, known],
  ['aws-arn', `${at}both-yklrn2`, `${at}both`, known],
  ['aws-arn', `${at}api-queue2`, `${at}api-queue2`, nothing],
  ['aws-arn', `${at}api-q2ueue`, `${at}api`, nothing],
  ['aws-arn', `${at}plain`, `${at}plain`, nothing],
  ['gcp-number', 'gcp-secretmanager://42/db', 'gcp-secretmanager://acme/db', known],
  ['gcp-number', 'gcp-secretmanager://43/db', 'gcp-secretmanager://43/db', known],
  ['aws-kms-alias', 'aws-kms://1/eu-west-1/alias/app', 'aws-kms://1/eu-west-1/abc', known],
  ['vault-path', 'vault://c/kv/data/app', 'vault://c/kv/app', known],
  ['vault-wrap', 'vault://c/wrap/t2', 'vault://c/kv/app', known],
  ['vault-wrap', 'vault://c/wrap/loop', 'vault://c/wrap/loop', known],
  ['vault-wrap', 'vault://c/wrap/nobody', 'vault://c/wrap/nobody', known],
] as const)('%s %s means %s', (form, uri, means, knowledge) => {
  expect(resolveReference(form, uri, knowledge)).toBe(means)
})
