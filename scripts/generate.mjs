// Makes prisma/generated from prisma/schema.prisma when it is missing or older.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root, runNode } from './run-node.mjs'

const schema = join(root, 'prisma', 'schema.prisma')
const generated = join(root, 'prisma', 'generated', 'client.ts')

export function generate({ force = false } = {}) {
  if (!force && existsSync(generated) && statSync(generated).mtimeMs >= statSync(schema).mtimeMs) return
  const run = runNode([join(root, 'node_modules', 'prisma', 'build', 'index.js'), 'generate', '--schema', schema], {
    // Generating does not use the schema engine, yet the command would download it. Any program in its place keeps it from trying.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  })
  if (run.status !== 0) throw new Error(`The database client could not be generated: ${run.stderr || run.stdout || run.error}`)
}

if (process.argv[1] === import.meta.filename) generate({ force: !process.argv.includes('--if-stale') })
