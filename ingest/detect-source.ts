import { RecordScanner } from './framing/record-scanner.ts'
import { objectBytes } from './readers/object-bytes.ts'
import { sources } from './sources/registry.ts'

const samplesMax = 50

/** Which source an object's first records belong to; undefined when none is surer than even. An object without records belongs to whoever reads it: the first source. */
export async function detectSource(path: string): Promise<string | undefined> {
  const samples = await firstValues(path)
  if (samples.length === 0) return sources[0]?.id
  const sure = sources.map((source) => ({ id: source.id, votes: samples.reduce<number>((sum, value) => sum + source.recognises(value), 0) / samples.length }))
  const best = sure.reduce((a, b) => (b.votes > a.votes ? b : a))
  return best.votes > 0.2 ? best.id : undefined
}

async function firstValues(path: string): Promise<unknown[]> {
  const values: unknown[] = []
  const scanner = new RecordScanner(
    {
      record({ bytes, start, end }) {
        if (values.length >= samplesMax) return 'taken'
        try {
          values.push(JSON.parse(bytes.toString('utf8', start, end)))
          return 'taken'
        } catch {
          return 'not_json'
        }
      },
      reject() {},
      flag() {},
    },
    [],
  )
  for await (const chunk of objectBytes(path)) {
    scanner.push(chunk)
    if (values.length >= samplesMax) break
  }
  if (values.length < samplesMax) scanner.finish(false)
  return values
}
