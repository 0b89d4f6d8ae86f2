// Makes prisma/generated from prisma/schema.prisma when it is missing or older. Plain Node: it runs before anything is built.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const schema = join(root, 'prisma', 'schema.prisma')
const generated = join(root, 'prisma', 'generated', 'client.ts')

/** @param {boolean} force */
export function generate(force = false) {
  if (!force && existsSync(generated) && statSync(generated).mtimeMs >= statSync(schema).mtimeMs) return
  const node = join(root, 'node_modules', '.bin', 'node')
  const run = spawnSync(existsSync(node) ? node : process.execPath, [join(root, 'node_modules', 'prisma', 'build', 'index.js'), 'generate', '--schema', schema], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      // Generating does not use the schema engine, yet the command would download it. Any program in its place keeps it from trying.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
  })
  if (run.status !== 0) throw new Error(`The database client could not be generated: ${run.stderr || run.stdout}`)
}

if (process.argv[1] === import.meta.filename) generate(true)
