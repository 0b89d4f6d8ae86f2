import { expect, test } from 'vitest'
import { scopesAround } from './load-covering-scopes.ts'

test.each([
  ['kubernetes://prod/payment/db', ['kubernetes://prod/*', 'kubernetes://prod/payment/*']],
  ['aws-ssm://1/eu-central-1/prod/db', ['aws-ssm://1/*', 'aws-ssm://1/eu-central-1/*', 'aws-ssm://1/eu-central-1/prod/*']],
  ['doppler://x', []],
])('%s lies in %j', (uri, scopes) => expect(scopesAround(uri)).toEqual(scopes))
