import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sources } from './registry.ts'
import { readValue } from './read.ts'

/** Each source folder: `fixtures/<case>.json` (one framed value, or an array of them) beside `<case>.json.expected.json` (its readings). */
const here = new URL('.', import.meta.url).pathname
const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()

test('every folder is registered and every source has a folder', () => {
  expect(sources.map((source) => source.id).sort()).toEqual(folders)
})

describe.each(sources)('$id', (source) => {
  const folder = `${here}${source.id}`
  const cases = existsSync(`${folder}/fixtures`) ? readdirSync(`${folder}/fixtures`).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json')) : []

  test('has a readme and fixtures', () => {
    expect(existsSync(`${folder}/readme.md`)).toBe(true)
    expect(cases.length).toBeGreaterThan(0)
  })

  test.each(cases)('%s', (name) => {
    const input: unknown = JSON.parse(readFileSync(`${folder}/fixtures/${name}`, 'utf8'))
    const expected: unknown = JSON.parse(readFileSync(`${folder}/fixtures/${name}.expected.json`, 'utf8'))
    const values = Array.isArray(input) ? input : [input]
    const feed = { name: 'feed', source: source.id, cluster: 'prod-1' }
    expect(JSON.parse(JSON.stringify(values.flatMap((value) => readValue(source, value, feed))))).toEqual(expected)
  })
})
