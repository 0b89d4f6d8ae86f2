import { existsSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openGraph, type Graph } from './graph-fixture.ts'

/** Captured and published logs of all four stores. Optional: they are not part of this repository; without them the tests are skipped, and the title says so. */
const logs = new URL('../../shared/logs/', import.meta.url).pathname
const present = existsSync(logs)
const sources: Record<string, string> = { 'aws-cloudtrail': 'cloudtrail', 'gcp-audit': 'gcp-audit', 'k8s-audit': 'kubernetes-audit', 'vault-audit': 'vault-audit' }
/** What lies beside the logs: where they come from, what is true of them, how they were made. */
const beside = /^(SOURCE\.json|index\.tsv|README\.md|GROUND-TRUTH\.json|ground-truth-.*|canaries-.*|audit-policy-.*|CALLS.*|PLAINTEXT.*|expected-.*\.py|.*\.tar\.gz|falco_k8s_audit_tests\.yaml|index\.jsonl)$/

/** Folder → framed records, [new events and duplicates, known to say nothing, unknown, aside], and what is quarantined, by reason. */
const expected: Record<string, [records: number, verdicts: number[], quarantine: Record<string, number>]> = {
  'aws-cloudtrail/aws-docs-cloudtrail': [235, [2, 16, 0, 7], { missing_event_id: 2, not_json: 81, record_not_object: 57, schema_mismatch: 4 }],
  'aws-cloudtrail/aws-docs-iam-sts': [82, [3, 6, 0, 0], { not_json: 41, schema_mismatch: 13 }],
  'aws-cloudtrail/aws-docs-kms': [163, [24, 49, 0, 0], { not_json: 51, schema_mismatch: 5 }],
  'aws-cloudtrail/aws-docs-secretsmanager': [3, [2, 1, 0, 0], {}],
  'aws-cloudtrail/aws-docs-ssm': [2, [0, 2, 0, 0], {}],
  'aws-cloudtrail/splunk-security-content': [51, [10, 38, 0, 0], { schema_mismatch: 3 }],
  'aws-cloudtrail/stratus-red-team': [310, [56, 254, 0, 0], {}],
  'gcp-audit/cloud-custodian-events': [46, [5, 40, 0, 0], { schema_mismatch: 1 }],
  'gcp-audit/google-professional-services': [267, [0, 32, 0, 0], { not_json: 114, schema_mismatch: 93 }],
  'gcp-audit/google-security-analytics': [18, [4, 14, 0, 0], {}],
  'gcp-audit/plaso': [11, [1, 10, 0, 0], {}],
  'gcp-audit/stratus-red-team-docs': [53, [0, 4, 3, 0], { line_partial_at_eof: 1, missing_timestamp: 4, not_json: 20, schema_mismatch: 7 }],
  'k8s-audit/audit2rbac-demo': [37, [1, 36, 0, 0], {}],
  'k8s-audit/falco-trace-files': [52, [25, 26, 0, 0], { schema_mismatch: 1 }],
  'k8s-audit/real-apiserver-v1.34.9': [7415, [1997, 2558, 6, 2854], {}],
  'k8s-audit/stratus-red-team-docs': [43, [0, 0, 0, 0], { missing_event_id: 3, not_json: 20, unrecognised_source: 7 }],
  'vault-audit/hashicorp-vault-guides': [900, [281, 21, 148, 450], {}],
  'vault-audit/real-1.8.0-dev': [8433, [3732, 336, 0, 4100], { not_json: 140 }], // one device logs XML
}

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

describe.skipIf(!present)(present ? 'captured logs' : 'captured logs: SKIPPED, there is no ../shared/logs', () => {
  let graph: Graph
  beforeAll(async () => {
    graph = await openGraph()
  })
  afterAll(() => graph.drop())

  test('every folder is looked at', () => {
    const folders = Object.keys(sources).flatMap((store) => readdirSync(logs + store).map((name) => `${store}/${name}`))
    expect(folders.sort()).toEqual(Object.keys(expected).sort())
  })

  test.each(Object.keys(expected))('%s: every record is facts, known to say nothing, unknown and counted, aside, or quarantined with its reason', async (folder) => {
    const files = readdirSync(logs + folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !beside.test(entry.name))
    const paths = files.map((entry) => `${entry.parentPath}/${entry.name}`)
    const summary = await graph.ingest({ paths, source: sources[folder.split('/')[0] ?? ''] ?? '', feed: folder })
    const of = `FROM feed f JOIN %s t ON t.feed_id = f.id WHERE f.name = '${folder}' GROUP BY 1 ORDER BY 1`
    const passed = Object.fromEntries((await graph.rows<{ verdict: string; count: number }>(`SELECT verdict, sum(count)::int AS count ${of.replace('%s', 'passed_record')}`)).map((row) => [row.verdict, row.count]))
    const quarantined = await graph.rows<{ reason: string; count: number }>(`SELECT reason, count(*)::int AS count ${of.replace('%s', 'quarantine')}`)
    expect(summary.objects).toBe(paths.length)
    expect(summary.events + summary.duplicates + summary.ignored + summary.quarantined).toBeGreaterThanOrEqual(summary.records)
    expect([summary.records, [summary.events + summary.duplicates, ...['irrelevant', 'unknown', 'aside'].map((verdict) => passed[verdict] ?? 0)], Object.fromEntries(quarantined.map((row) => [row.reason, row.count]))]).toEqual(expected[folder])
  })

  test('all of it once more, all stores at once, changes nothing', async () => {
    const before = await graph.dump()
    await Promise.all(Object.keys(expected).map((folder) => graph.ingest({ paths: [logs + folder], source: sources[folder.split('/')[0] ?? ''] ?? '', feed: folder, threads: 1, reread: true, limits: { records: 500 } })))
    expect(await graph.dump()).toEqual(before)
  })
})
