import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

import { dataDir } from './people.ts'

type TrailRecord = {
  eventID: string
  eventTime: string
  eventName: string
  errorCode?: string
  awsRegion: string
  recipientAccountId: string
  requestParameters?: { secretId?: string } | null
  userIdentity: { sessionContext?: { sessionIssuer?: { arn?: string } } }
}

/** Who read a secret, counted straight from the raw trail files: nothing of the product has a hand in it. */
export function readsInTrail(secret: string, from: string, to: string) {
  const folder = join(dataDir, 'demo', 'demo-aws')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json.gz') && name.includes('_CloudTrail_'))
  const events = new Map<string, TrailRecord>()
  for (const file of files) {
    const { Records } = JSON.parse(gunzipSync(readFileSync(join(folder, file))).toString('utf8')) as { Records: TrailRecord[] }
    for (const record of Records) if (isRead(record, secret) && record.eventTime >= from && record.eventTime < to) events.set(record.eventID, record)
  }
  const readers = new Map<string, { reads: number; region: string; account: string }>()
  for (const { userIdentity, awsRegion, recipientAccountId } of events.values()) {
    const role = userIdentity.sessionContext?.sessionIssuer?.arn?.split('/').at(-1) ?? 'nobody'
    readers.set(role, { reads: (readers.get(role)?.reads ?? 0) + 1, region: awsRegion, account: recipientAccountId })
  }
  return readers
}

function isRead({ eventName, errorCode, requestParameters }: TrailRecord, secret: string): boolean {
  if (eventName !== 'GetSecretValue' || errorCode) return false
  const asked = requestParameters?.secretId ?? ''
  return asked === secret || asked.includes(`:secret:${secret}-`)
}
