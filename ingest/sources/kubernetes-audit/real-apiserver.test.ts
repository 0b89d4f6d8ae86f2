import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { AccessFact } from '#lib/facts.ts'
import type { EventReading, Reading } from '../source.ts'
import { readValue } from '../read.ts'
import { kubernetesAudit } from './index.ts'

/**
 * A real kube-apiserver's logs beside the driver's own account of what it did. Optional: the folder is not part of the project;
 * `fixtures/real-*.json` are excerpts of it that always run.
 */
const folder = new URL('../../../../shared/logs/k8s-audit/real-apiserver-v1.34.9/', import.meta.url).pathname
const present = existsSync(`${folder}GROUND-TRUTH.json`)
if (!present) console.warn(`skipped: ${folder} is not there (real kube-apiserver logs with their ground truth)`)

const runs = ['metadata', 'request', 'requestresponse'] as const
const feed = { name: 'real', source: 'kubernetes-audit', cluster: 'c' }
/** Not the driver: GROUND-TRUTH.json lists them as expected background. */
const background = new Set(['system:apiserver', 'system:kube-controller-manager', 'system:serviceaccount:kube-system:namespace-controller'])

type Counts = Record<string, number>
type Truth = Record<
  | 'successful_gets_by_identity_and_secret' | 'successful_gets_impersonated' | 'denied_403_by_identity_and_verb' | 'lists_ok' | 'watches_ok' | 'writes_ok'
  | 'notfound_404_by_identity' | 'serviceaccount_tokens_issued' | 'successful_gets_that_disclosed_a_value' | 'write_verbs_that_returned_a_value', Counts
> & { unauthenticated_401: number; actions_on_core_secrets: number }

describe.skipIf(!present)('real kube-apiserver v1.34.9', () => {
  describe.each(runs)('%s', (run) => {
    const truth = (JSON.parse(readFileSync(`${folder}GROUND-TRUTH.json`, 'utf8')) as { runs: Record<string, Truth> }).runs[run] as Truth
    const lines = unzip(`${run}.log.gz`).split('\n').filter(Boolean)
    const readings = lines.flatMap((line) => readValue(kubernetesAudit, JSON.parse(line), feed))
    const events = distinctEvents(readings)
    const accesses = accessesOf(events)

    test('every record has a verdict and nothing is refused', () => {
      expect(readings.length).toBe(lines.length)
      expect(readings.filter((reading) => reading.kind === 'rejected')).toEqual([])
    })

    test('gets, by identity, impersonation and secret', () => {
      const named = Object.fromEntries(Object.entries(truth.lists_ok).filter(([key]) => /\/[^*]/.test(key)))
      expect(count(accesses, (access) => access.action === 'read' && access.outcome === 'success', actorAndTarget))
        .toEqual(sum(truth.successful_gets_by_identity_and_secret, truth.successful_gets_impersonated, named))
    })

    test('lists and watches, by identity and scope', () => {
      const scopes = Object.fromEntries(Object.entries(truth.lists_ok).filter(([key]) => !/\/[^*]/.test(key)))
      expect(count(accesses, (access) => access.action === 'list' && access.outcome === 'success', actorAndTarget)).toEqual(scopes)
      expect(count(accesses, (access) => access.action === 'watch' && access.outcome === 'success', actorAndTarget)).toEqual(truth.watches_ok)
    })

    test('writes and deletes; below RequestResponse a generated name is not in the log (quirk 15)', () => {
      const generated = (key: string): string => (run === 'requestresponse' ? key : key.replace(/ci\/gen-\w+$/, 'ci'))
      const wanted = sum(...Object.entries(truth.writes_ok).map(([key, value]) => ({ [generated(key).replace(/ (create|update|patch) /, ' write ').replace(/ deletecollection (.*)\/\*$/, ' delete $1')]: value })))
      const changes = (access: AccessFact): boolean => (access.action === 'write' || access.action === 'delete') && access.outcome === 'success'
      expect(count(accesses, changes, (access) => actorAndTarget(access).replace(' | ', ` | ${access.action} | `))).toEqual(wanted)
    })

    test('denials, by identity; a refused impersonation is the real caller\'s (quirk 8), a path with // names no resource (quirk 20)', () => {
      const unseen = { alice: -1 } // GROUND-TRUTH.json: attempts_on_a_secret_that_the_log_does_not_show_as_resource_secrets
      const wanted = sum(...Object.entries(truth.denied_403_by_identity_and_verb).map(([key, value]) => ({ [key.replace(/ \| .*/, '').replace(/^bob as .*/, 'bob')]: value })))
      expect(count(accesses, (access) => access.code === '403', actor)).toEqual(sum(wanted, unseen))
      expect(count(accesses, (access) => access.code === '401', actor)).toEqual({ 'system:unauthenticated': truth.unauthenticated_401 })
      expect(count(accesses, (access) => access.code === '404', actor)).toEqual(sum(...Object.entries(truth.notfound_404_by_identity).map(([key, value]) => ({ [key.replace(/ \| .*/, '')]: value }))))
    })

    test('disclosure: what was given out is never called "no", and what was not is "yes" nowhere', () => {
      const gets = accesses.filter((access) => access.action === 'read' && access.outcome === 'success')
      const truncated = { 'ci-deployer | ci/big': 1 } // over 100 KB: its body was cut away (quirk 31)
      const atMost = count(gets, (access) => access.disclosed !== 'no', actorAndTarget)
      const atLeast = count(gets, (access) => access.disclosed === 'yes', actorAndTarget)
      for (const [key, value] of Object.entries(truth.successful_gets_that_disclosed_a_value)) expect(atMost[key], key).toBeGreaterThanOrEqual(value)
      for (const [key, value] of Object.entries(atLeast)) expect(truth.successful_gets_that_disclosed_a_value[key] ?? 0, key).toBeGreaterThanOrEqual(run === 'requestresponse' ? value - (truth.lists_ok[key] ?? 0) : 0)
      if (run === 'requestresponse') expect(sum(atLeast, truncated, ...negatedLists(truth))).toEqual(truth.successful_gets_that_disclosed_a_value)
    })

    test('writes whose answer carried a value are never called "no" (quirks 17 and 18)', () => {
      const wanted = Object.entries(truth.write_verbs_that_returned_a_value).filter(([key]) => !key.includes('deletecollection') && !key.includes('ci/gen-'))
      const given = count(accesses, (access) => access.disclosed !== 'no', (access) => actorAndTarget(access).replace(' | ', ` | ${access.action} | `))
      const totals = sum(...wanted.map(([key, value]) => ({ [key.replace(/ (create|update|patch) /, ' write ')]: value })))
      for (const [key, value] of Object.entries(totals)) expect(given[key] ?? 0, key).toBeGreaterThanOrEqual(value)
    })

    test('tokens issued are joined to their uses', () => {
      const sessions = events.flatMap((event) => event.facts).filter((fact) => fact.fact === 'session')
      const issued = new Set(sessions.map((session) => session.credential))
      expect(issued.size).toBe(sessions.length)
      const used = accesses.filter((access) => access.credential && access.actor.uri.includes(':system:serviceaccount:'))
      expect(used.length).toBeGreaterThan(200)
      expect(used.every((access) => sessions.some((session) => session.credential === access.credential && session.identity.uri === access.actor.uri))).toBe(true)
    })

    test('holds none of the values, tokens or command lines that the log carries', () => {
      const said = JSON.stringify(readings.map((reading) => (reading.kind === 'event' ? { ...reading, key: '' } : reading)))
      const known = JSON.parse(unzip(`canaries-${run}.json.gz`)) as { canaries: { value: string; base64: string }[]; service_account_jwts: { token: string }[]; static_bearer_tokens: string[] }
      const values = [...known.canaries.flatMap(({ value, base64 }) => [value, base64]), ...known.service_account_jwts.map(({ token }) => token), ...known.static_bearer_tokens, 'CANARY', 'eyJ']
      expect(values.filter((value) => said.includes(value))).toEqual([])
    })
  })

  test('the webhook says the same as the file, but for watches that ended with the server (quirk 3)', () => {
    const file = distinctEvents(unzip('metadata.log.gz').split('\n').filter(Boolean).flatMap((line) => readValue(kubernetesAudit, JSON.parse(line), feed)))
    const bodies = webhookBodies()
    expect(bodies.length).toBeGreaterThan(60)
    const webhook = new Map(distinctEvents(bodies.flatMap((body) => readValue(kubernetesAudit, body, feed))).map((event) => [event.key, event.facts]))
    expect(file.filter((event) => !webhook.has(event.key)).flatMap((event) => event.facts)).toEqual([])
    expect(webhook.size).toBe(file.length)
    for (const event of file) expect(webhook.get(event.key)).toEqual(event.facts)
  })
})

/** Tar: 512-byte headers (name, octal size at 124), contents padded to 512. */
function webhookBodies(): unknown[] {
  const tar = gunzipSync(readFileSync(`${folder}webhook-bodies/metadata.tar.gz`))
  const bodies: unknown[] = []
  for (let at = 0; at + 512 <= tar.length; ) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*/s, '')
    const size = Number.parseInt(tar.toString('utf8', at + 124, at + 135), 8) || 0
    if (/body-\d+\.json$/.test(name)) bodies.push(JSON.parse(tar.toString('utf8', at + 512, at + 512 + size)))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return bodies
}

function negatedLists(truth: Truth): Counts[] {
  return Object.entries(truth.lists_ok).filter(([key]) => /\/[^*]/.test(key)).map(([key, value]) => ({ [key]: -value }))
}

function unzip(name: string): string {
  return gunzipSync(readFileSync(folder + name)).toString('utf8')
}

function distinctEvents(readings: Reading[]): EventReading[] {
  const best = new Map<string, EventReading>()
  for (const reading of readings) {
    if (reading.kind !== 'event') continue
    const known = best.get(reading.key)
    if (!known || reading.rank < known.rank) best.set(reading.key, reading)
  }
  return [...best.values()]
}

function accessesOf(events: EventReading[]): AccessFact[] {
  return events.flatMap((event) => event.facts).filter((fact) => fact.fact === 'access').filter((access) => !background.has(userOf(access)))
}

function userOf(access: AccessFact): string {
  return access.actor.uri.replace('kubernetes:c:', '')
}

function actor(access: AccessFact): string {
  return access.effective ? `${userOf(access)} as ${access.effective}` : userOf(access)
}

function actorAndTarget(access: AccessFact): string {
  const target = access.target.uri.replace('kubernetes://c/', '')
  return `${actor(access)} | ${target === '*' ? '*ALL*' : target.replace(/\/\*$/, '')}`
}

function count(accesses: AccessFact[], wanted: (access: AccessFact) => boolean, name: (access: AccessFact) => string): Counts {
  const counts: Counts = {}
  for (const access of accesses.filter(wanted)) counts[name(access)] = (counts[name(access)] ?? 0) + 1
  return counts
}

function sum(...all: Counts[]): Counts {
  const total: Counts = {}
  for (const [key, value] of all.flatMap((counts) => Object.entries(counts))) total[key] = (total[key] ?? 0) + value
  return total
}
