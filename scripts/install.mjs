// Installs the packages when they are missing or out of date. Needs nothing but Node and npm.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const pinned = join(root, 'node_modules', '.bin', 'node')
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'

function runsPinned() {
  return spawnSync(pinned, ['--version'], { encoding: 'utf8' }).stdout?.startsWith('v24.') === true
}

function packagesIn(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8')).packages
}

/** npm writes its own record into node_modules last, so an interrupted installation has none. */
function isInstalled() {
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) return false
  const installed = packagesIn('node_modules/.package-lock.json')
  const wanted = Object.entries(packagesIn('package-lock.json')).filter(([path]) => path !== '')
  return wanted.every(([path, entry]) => (installed[path] ? installed[path].version === entry.version : entry.optional || entry.devOptional || entry.peer))
}

export function install() {
  if (!isInstalled()) {
    console.error('Installing packages …')
    const run = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2] })
    if (run.status !== 0) throw new Error("The packages could not be installed: see npm's message above.")
  }
  if (runsPinned()) return
  // The package that pins Node fetches its program in an install script; npm may have been told to run none.
  spawnSync(npm, ['rebuild', 'node', '--ignore-scripts=false'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (!runsPinned()) throw new Error('Node 24 was not installed with the packages: allow the install script of the package "node" and run npm ci again.')
}
