import { expect, it } from 'vitest'

import { counted, percent, shortCount } from './count.ts'

it.each([[0, '0'], [9_999, '9,999'], [10_000, '10k'], [12_345, '12.3k'], [150_400, '150k'], [999_949, '1000k'], [1_500_000, '1.5M']])('shortens %d to %s', (value, text) => {
  expect(shortCount(value)).toBe(text)
})
it('counts in words', () => {
  expect([counted(0, 'read'), counted(1, 'read'), counted(2, 'read')]).toEqual(['no reads', '1 read', '2 reads'])
})
it('does not call almost all all', () => {
  expect([percent(1), percent(0.999), percent(0.5)]).toEqual(['100 %', '99 %', '50 %'])
})
