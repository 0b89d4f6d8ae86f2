import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { buildStructure } from '#scripts/build-wasm.mjs'

test('structure.wasm is what structure.wat says', async () => {
  expect(readFileSync(new URL('./structure.wasm', import.meta.url)).equals(await buildStructure())).toBe(true)
})
