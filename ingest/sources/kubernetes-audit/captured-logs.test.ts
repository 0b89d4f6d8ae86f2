import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readValue } from '../read.ts'
import type { Reading } from '../source.ts'
import { kubernetesAudit } from './index.ts'

/** Audit records that others captured or published (2017 and later, old API versions included). Optional: not part of the project. */
const folder = new URL('../../../../shared/logs/k8s-audit/', import.meta.url).pathname
const present = existsSync(`${folder}audit2rbac-demo`)
if (!present) console.warn(`skipped: ${folder} is not there (captured Kubernetes audit logs)`)

describe.skipIf(!present)('captured logs', () => {
  test('audit2rbac demo: one denied list of Secrets, the rest says nothing about them', () => {
    const readings = readAll('audit2rbac-demo/demo.log')
    expect(verdicts(readings)).toEqual({ event: 1, irrelevant: readings.length - 1 })
  })

  test('Falco traces: nothing is unknown, one is no audit record at all', () => {
    const readings = readdirSync(`${folder}falco-trace-files/traces`).flatMap((name) => readAll(`falco-trace-files/traces/${name}`))
    expect(verdicts(readings)).toEqual({ 'event': 25, 'irrelevant': 26, 'rejected schema_mismatch': 1 })
  })

  test('documentation samples: incomplete records are refused with the reason', () => {
    const readings = readdirSync(`${folder}stratus-red-team-docs`).filter((name) => name.endsWith('.txt')).flatMap((name) => readAll(`stratus-red-team-docs/${name}`, true))
    expect(verdicts(readings)).toEqual({ 'rejected missing_event_id': 3, 'rejected unrecognised_source': 1 })
  })
})

/** Samples that are not JSON (trailing commas) are the framing's business. */
function readAll(path: string, whole = false): Reading[] {
  const text = readFileSync(folder + path, 'utf8')
  const feed = { name: 'feed', source: 'kubernetes-audit', cluster: 'c' }
  return (whole ? [text] : text.split('\n')).filter((part) => part.trim() !== '').flatMap((part) => {
    const value = parse(part)
    return value === undefined ? [] : readValue(kubernetesAudit, value, feed)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function verdicts(readings: Reading[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const reading of readings) {
    const verdict = reading.kind === 'rejected' ? `rejected ${reading.reason}` : reading.kind
    counts[verdict] = (counts[verdict] ?? 0) + 1
  }
  return counts
}
