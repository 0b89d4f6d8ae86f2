import { expect, it } from 'vitest'

import { placeLabel } from './place-label.ts'

const nowhere = { account: '', region: '', cluster: '', namespace: '', network: '' }

it('says the most telling parts', () => {
  expect(placeLabel({ ...nowhere, cluster: 'prod-1', namespace: 'payment', network: '10.0.0.0/16' })).toBe('prod-1/payment')
  expect(placeLabel({ ...nowhere, account: '123456789012', region: 'eu-west-1', network: '10.4.0.0/16' })).toBe('123456789012 · eu-west-1 · 10.4.0.0/16')
  expect(placeLabel(nowhere)).toBe('')
})
it('names an account only when it is another one', () => {
  const place = { ...nowhere, account: '123456789012', region: 'eu-west-1' }
  expect(placeLabel(place, '123456789012')).toBe('eu-west-1')
  expect(placeLabel(place, '999999999999')).toBe('123456789012 · eu-west-1')
})
