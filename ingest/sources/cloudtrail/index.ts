import { defineSource } from '../source.ts'
import { classify } from './events.ts'
import { normalise, passed } from './normalise.ts'
import { CloudTrailRecord } from './schema.ts'
import { recognises, unwrap } from './unwrap.ts'

export const cloudtrail = defineSource<CloudTrailRecord>({
  id: 'cloudtrail',
  title: 'AWS CloudTrail',
  recognises,
  unwrap: (value) => unwrap(value),
  schema: CloudTrailRecord,
  normalise,
  skim: {
    keys: ['eventSource', 'eventName', 'eventTime'],
    pass([eventSource, eventName, eventTime]) {
      if (!eventSource || !eventName || classify(eventSource, eventName) !== 'irrelevant') return undefined
      return passed('irrelevant', eventSource, eventName, eventTime)
    },
  },
})
