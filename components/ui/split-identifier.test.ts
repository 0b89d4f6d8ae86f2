import { expect, it } from 'vitest'

import { splitIdentifier } from './split-identifier.ts'

it.each([
  ['prod/payment/db', 'prod/payment/', 'db'],
  ['arn:aws:iam::123456789012:role/payment-api', 'arn:aws:iam::123456789012:role/', 'payment-api'],
  ['kubernetes:prod-1:system:serviceaccount:payment:api', 'kubernetes:prod-1:system:serviceaccount:payment:', 'api'],
  ['plain', '', 'plain'],
  ['folder/', '', 'folder/'],
])('%s', (text, head, tail) => {
  expect(splitIdentifier(text)).toEqual({ head, tail })
})
