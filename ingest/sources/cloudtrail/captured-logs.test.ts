import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readValue } from '../read.ts'
import { cloudtrail } from './index.ts'

/** Records that others published, where the folder is at hand; they are not part of this repository. */
const folder = new URL('../../../../shared/logs/aws-cloudtrail/', import.meta.url).pathname
const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.jsonl?$/.test(name) && !name.endsWith('SOURCE.json'))
  : []
if (files.length === 0) console.warn('captured CloudTrail logs are not here (../shared/logs): their test is skipped')

describe.skipIf(files.length === 0)('captured logs', () => {
  test('every record is understood or set aside, none of an unlisted event', () => {
    const readings = files.flatMap(valuesOf).flatMap((value) => readValue(cloudtrail, value, { name: 'aws', source: 'cloudtrail', cluster: 'aws' }))
    expect(readings.filter((reading) => reading.kind === 'unknown')).toEqual([])
    expect(readings.filter((reading) => reading.kind === 'event').length).toBeGreaterThan(80)
    // Documentation samples cut short, and three Azure records among the detections' samples.
    expect(readings.filter((reading) => reading.kind === 'rejected').length).toBeLessThan(10)
  })
})

function valuesOf(name: string): unknown[] {
  const text = readFileSync(folder + name, 'utf8')
  return name.endsWith('.jsonl') ? text.split('\n').filter((line) => line !== '').map((line): unknown => JSON.parse(line)) : [JSON.parse(text)]
}
