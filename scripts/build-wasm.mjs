// Builds ingest/framing/structure.wasm from its text. Run after a change of structure.wat; a test compares the two.
import { readFileSync, writeFileSync } from 'node:fs'
import wabt from 'wabt'

export async function buildStructure() {
  const text = readFileSync(new URL('../ingest/framing/structure.wat', import.meta.url), 'utf8')
  const parsed = (await wabt()).parseWat('structure.wat', text, { simd: true })
  return Buffer.from(parsed.toBinary({}).buffer)
}

if (import.meta.filename === process.argv[1]) writeFileSync(new URL('../ingest/framing/structure.wasm', import.meta.url), await buildStructure())
