import { expect, test } from 'vitest'
import { isAddress, networkOf } from './network.ts'

test.each([
  ['10.20.3.4', true], ['255.255.255.255', true], ['256.1.1.1', false], ['1.2.3', false], ['1.2.3.4.5', false],
  ['::1', true], ['2001:db8::1', true], ['::ffff:10.0.0.1', true], ['2001:db8:::1', false], ['private', false], ['10.0.0.1:443', false], ['', false],
])('%s is an address: %s', (ip, expected) => expect(isAddress(ip)).toBe(expected))

test.each([
  ['10.20.3.4', '10.20.0.0/16'],
  ['2001:0db8:1::1', '2001:db8::/32'],
  ['::ffff:10.1.2.3', '10.1.0.0/16'],
  ['::1', '0:0::/32'],
  ['private', 'private'],
  ['secretsmanager.amazonaws.com', 'secretsmanager.amazonaws.com'],
  ['<script>', ''],
  [undefined, ''],
])('network of %s is %s', (ip, expected) => expect(networkOf(ip)).toBe(expected))
