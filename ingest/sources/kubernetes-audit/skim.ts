import type { Skim } from '../source.ts'
import { parseInstant } from '#lib/instant.ts'
import { passedReading, topicOf } from './resource-interest.ts'

/** Most lines of an audit log are leases, nodes and requests that are not answered yet: their objectRef alone says so. */
export const skim: Skim = {
  keys: [
    'objectRef.resource', 'objectRef.apiGroup', 'objectRef.apiVersion', 'objectRef.subresource', 'objectRef.name', 'verb', 'stage', 'auditID', 'requestReceivedTimestamp',
  ],
  pass([resource, group = '', version = 'v1', subresource = '', name = '', verb, stage, auditId, received]) {
    const occurredAt = parseInstant(received)
    if (!resource || !verb || !auditId || !occurredAt) return undefined
    const object = { resource, group, version, subresource, name, verb }
    if (stage === 'RequestReceived') return { ...passedReading(object, occurredAt), kind: 'aside' }
    return topicOf(object) ? undefined : passedReading(object, occurredAt)
  },
}
