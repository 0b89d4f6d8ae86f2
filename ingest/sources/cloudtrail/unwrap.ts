import { isRejection, type RejectedReading } from '../source.ts'

const depthMax = 8
type Json = Record<string, unknown>
type Unwrapped = (unknown | RejectedReading)[]

/**
 * Takes the envelopes off one framed value: lists under several names, CloudWatch Logs (`message`), EventBridge (`detail`), SNS (`Message`), SQS
 * (`body`), lookup-events (`CloudTrailEvent`), Elastic (`event.original`), `aws`. A record that is none of them stays as it is.
 */
export function unwrap(value: unknown, depth = 0): Unwrapped {
  if (depth > depthMax) return [{ kind: 'rejected', reason: 'too_deep' }]
  if (Array.isArray(value)) return value.flatMap((item) => unwrap(item, depth + 1))
  if (!isObject(value)) return [value]
  // A record that pretends to be a verdict of ours is no record.
  if (isRejection(value)) return [{ kind: 'rejected', reason: 'schema_mismatch', path: 'kind' }]
  if (isControlMessage(value)) return [{ messageType: 'CONTROL_MESSAGE' }]
  const inner = insideOf(value)
  if (inner === undefined) return [value]
  if (typeof inner !== 'string') return unwrap(inner, depth + 1)
  const parsed = parse(inner)
  // SNS also carries plain sentences ("CloudTrail validation message."): the envelope itself is then what there is to say.
  if (isRejection(parsed)) return value.Type === 'Notification' ? [value] : [parsed]
  return unwrap(parsed, depth + 1)
}

/** CloudWatch Logs checks its destination with a message of its own. */
function isControlMessage(value: Json): boolean {
  return value.messageType === 'CONTROL_MESSAGE' || (typeof value.message === 'string' && value.message.startsWith('CWL CONTROL MESSAGE'))
}

/** What an envelope holds: a value, or text that is JSON. */
function insideOf(value: Json): unknown {
  if (typeof value.CloudTrailEvent === 'string') return value.CloudTrailEvent
  if (typeof value.eventName === 'string') return undefined
  if (typeof value.Message === 'string' && value.Type === 'Notification') return value.Message
  if (typeof value.message === 'string') return value.message
  if (typeof value.body === 'string' && 'messageId' in value) return value.body
  for (const key of ['Records', 'Events', 'logEvents', 'items', 'records']) if (Array.isArray(value[key])) return value[key]
  for (const key of ['detail', 'aws']) if (isObject(value[key])) return value[key]
  if (isObject(value.event) && typeof value.event.original === 'string') return value.event.original
  return undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return { kind: 'rejected', reason: 'not_json' } satisfies RejectedReading
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** How surely is this CloudTrail's? Looks at the first record inside. */
export function recognises(value: unknown): number {
  const record = unwrap(value)[0]
  if (!isObject(record) || isRejection(record)) return 0
  if ('awsAccountId' in record && 'digestStartTime' in record) return 1
  const source = typeof record.eventSource === 'string' ? record.eventSource : ''
  if (source.endsWith('.amazonaws.com') && 'eventName' in record) return 1
  if (record.eventType === 'AwsCloudTrailInsight') return 1
  if (typeof record.eventVersion === 'string' && ('userIdentity' in record || 'eventID' in record)) return 0.8
  if (record.Event === 's3:TestEvent' || 's3ObjectKey' in record) return 0.5
  return 0
}
