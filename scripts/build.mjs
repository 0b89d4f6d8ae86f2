// Builds the web application when there is no build or a source is newer.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from './generate.mjs'
import { root, runNode } from './run-node.mjs'

const sources = ['accounts', 'app', 'components', 'lib', 'queries', 'server', 'public', 'prisma/schema.prisma', 'package-lock.json', 'tsconfig.json']
const settings = ['instrumentation.ts', 'next.config.ts', 'next.config.mjs', 'postcss.config.mjs', 'proxy.ts']

/** @param {string} path @returns {number} */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  const below = readdirSync(path).filter((name) => !/\.test\.tsx?$/.test(name))
  return Math.max(found.mtimeMs, ...below.map((name) => newest(join(path, name))))
}

export function hasCurrentBuild() {
  const built = statSync(join(root, '.next', 'BUILD_ID'), { throwIfNoEntry: false })
  return built !== undefined && [...sources, ...settings].every((path) => newest(join(root, path)) <= built.mtimeMs)
}

/** @param {{ force?: boolean, quiet?: boolean }} [options] quiet: what the build prints is shown only when it fails */
export function build({ force = false, quiet = false } = {}) {
  generate()
  if (!force && hasCurrentBuild()) return
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  if (!existsSync(next)) throw new Error('The packages are not completely installed: run npm ci again.')
  const run = runNode([next, 'build'], { stdio: quiet ? 'pipe' : 'inherit', env: { NODE_ENV: 'production' } })
  if (run.status === 0) return
  throw new Error(`The web application could not be built.${quiet ? `\n${run.stdout}${run.stderr}` : ''}`)
}

if (process.argv[1] === import.meta.filename) {
  try {
    build(process.argv.includes('--if-stale') ? { quiet: true } : { force: true })
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
