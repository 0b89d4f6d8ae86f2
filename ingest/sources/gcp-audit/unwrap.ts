import type { ReasonCode } from '#lib/reason-codes.ts'
import type { RejectedReading } from '../source.ts'
import { inflate } from './inflate.ts'
import { isObject, type JsonObject as Json } from './json-object.ts'
import { fromTableRow, isTableRow } from './table-row.ts'

type Unwrapped = (unknown | RejectedReading)[]

/** A push body in a push body in …: nobody sends that. */
const depthMax = 4

/**
 * One framed value → log entries. Takes off: arrays, `{entries: […]}` of the Logging API, Pub/Sub push bodies and pulled messages
 * (base64, optionally gzip), Eventarc's CloudEvents, rows of BigQuery and Log Analytics.
 */
export function unwrap(value: unknown, depth = 0): Unwrapped {
  if (depth > depthMax) return [rejected('too_deep')]
  if (Array.isArray(value)) return value.flatMap((entry) => unwrap(entry, depth + 1))
  if (!isObject(value)) return [value]
  if (isTableRow(value)) return [fromTableRow(value)]
  if ('protoPayload' in value || 'logName' in value) return [own(value)]
  for (const list of [value.entries, value.receivedMessages]) if (Array.isArray(list)) return unwrap(list, depth + 1)
  const message = isObject(value.message) ? value.message : value
  if (isPubsub(message)) return fromPubsub(message, depth)
  if (typeof value.specversion === 'string' && isObject(value.data)) return unwrap(value.data, depth + 1)
  return [own(value)]
}

/** `exported` and `notice` are ours to set, not the sender's. */
function own(value: Json): Json {
  if (!('exported' in value || 'notice' in value)) return value
  const { exported: _exported, notice: _notice, ...entry } = value
  return entry
}

export function isPubsub(message: Json): boolean {
  return typeof message.data === 'string' || 'messageId' in message || 'message_id' in message
}

function fromPubsub(message: Json, depth: number): Unwrapped {
  const attributes = isObject(message.attributes) ? message.attributes : {}
  if (typeof attributes.eventType === 'string' && typeof attributes.secretId === 'string') {
    return [{ notice: { eventType: attributes.eventType, publishTime: attributes.timestamp ?? message.publishTime } }]
  }
  if (typeof message.data !== 'string') return [rejected('records_missing')]
  const text = decodeText(message.data)
  if (typeof text !== 'string') return [text]
  try {
    return unwrap(JSON.parse(text), depth + 1)
  } catch {
    return [rejected('not_json')]
  }
}

function decodeText(base64: string): string | RejectedReading {
  const packed = decodeBase64(base64)
  if (!packed) return rejected('unreadable')
  const bytes = packed[0] === 0x1f && packed[1] === 0x8b ? inflate(packed) : packed
  return typeof bytes === 'string' ? rejected(bytes) : new TextDecoder().decode(bytes)
}

function decodeBase64(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

function rejected(reason: ReasonCode): RejectedReading {
  return { kind: 'rejected', reason, path: 'message.data' }
}
