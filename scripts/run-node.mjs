import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** The Node that package.json pins. */
export const pinnedNode = join(root, 'node_modules', '.bin', 'node')

/**
 * Runs one of the installed programs under the pinned Node, in the project's folder.
 * @param {string[]} args the program's file, then its arguments
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function runNode(args, options = {}) {
  const env = {
    ...process.env,
    PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
    NEXT_TELEMETRY_DISABLED: '1',
    ...options.env,
  }
  return spawnSync(pinnedNode, args, { cwd: root, encoding: 'utf8', ...options, env })
}
