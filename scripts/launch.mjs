import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const pinned = join(root, 'node_modules', '.bin', 'node')

/**
 * Runs the command line under the Node that package.json pins, and ends as it ends.
 * @param {string[]} args
 */
export function launch(args) {
  if (!existsSync(pinned)) {
    console.error(`Whoread's packages are not installed: run "npm run up" or "npm ci" in ${root}.`)
    process.exit(1)
  }
  const child = spawn(pinned, ['--disable-warning=ExperimentalWarning', join(root, 'cli', 'main.ts'), ...args], { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => {
    // Ctrl-C in a terminal reaches the child by itself; a signal sent to this process alone does not.
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })
  stopWithParent(child)
  child.on('error', (error) => {
    console.error(`The pinned Node (${pinned}) does not start: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

/**
 * Told to stop, npm stops the shell it runs a script in, and the shell does not pass it on: the parent's end is then
 * the only sign.
 * @param {import('node:child_process').ChildProcess} child
 */
function stopWithParent(child) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, 500).unref()
}
