import { expect, test } from 'vitest'
import { recognises, unwrap } from './envelope.ts'

const event = { kind: 'Event', apiVersion: 'audit.k8s.io/v1', auditID: 'a', stage: 'ResponseComplete', verb: 'get' }

test.each([
  ['a plain event', event, 1],
  ['an old event', { ...event, apiVersion: 'audit.k8s.io/v1beta1' }, 1],
  ['an item of an EventList', { auditID: 'a', stage: 'ResponseComplete', verb: 'get' }, 0.95],
  ['an EventList', { kind: 'EventList', apiVersion: 'audit.k8s.io/v1', items: [] }, 1],
  ['a CloudWatch Logs element', { id: '1', timestamp: 1, message: JSON.stringify(event) }, 0.9],
  ['an AKS record with a string', { category: 'kube-audit', properties: { log: JSON.stringify(event) } }, 0.95],
  ['an AKS record with an object', { properties: { log: event } }, 0.95],
  ['a core/v1 Event object', { kind: 'Event', apiVersion: 'v1', reason: 'Pulled' }, 0],
  ['a CloudTrail record', { eventVersion: '1.08', eventSource: 'eks.amazonaws.com' }, 0],
  ['a CloudWatch element of another program', { id: '1', message: 'I1120 10:00:00 quota' }, 0],
  ['nothing', null, 0],
  ['a list', [event], 0],
])('recognises %s', (_, value, sure) => {
  expect(recognises(value)).toBe(sure)
})

test('takes every envelope off, also one inside another', () => {
  const delivery = { messageType: 'DATA_MESSAGE', logEvents: [{ id: '1', timestamp: 1, message: JSON.stringify({ kind: 'EventList', items: [event, event] }) }] }
  expect(unwrap(delivery)).toEqual([event, event])
})

test('does not take a record that poses as a verdict for one', () => {
  expect(unwrap({ kind: 'rejected', reason: 'not_json' })).toEqual([{ kind: 'rejected', reason: 'schema_mismatch', path: 'kind' }])
})
