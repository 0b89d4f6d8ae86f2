// Run after `npm install` where the registry does not carry every platform's build: npm then leaves the missing ones out of
// package-lock.json, and `npm ci` refuses the file on every machine. This writes them in again; npm skips them where they do not fit.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const file = join(import.meta.dirname, '..', 'package-lock.json')
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = { eabi: 'arm', arm64: 'arm64', x64: 'x64', gnueabihf: 'arm', musleabihf: 'arm', arm: 'arm', ia32: 'ia32', ppc64: 'ppc64', riscv64: 'riscv64', s390x: 's390x', loong64: 'loong64', wasm32: 'wasm32' }

/** Is `name` in the lock file where `from` would find it? */
function isLocked(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (packages[join(folder, 'node_modules', name)]) return true
    if (folder === '') return false
  }
}

/** Platform packages say in their name where they run. */
function entryFor(name, version, parent) {
  const words = name.split(/[/-]/)
  const cpu = words.flatMap((word) => processors[word] ?? []).slice(0, 1)
  const os = systems.filter((system) => words.includes(system))
  if (cpu.length === 0 || !/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name}@${version} does not say where it runs: add it to package-lock.json by hand.`)
  const libc = words.flatMap((word) => (word.startsWith('musl') ? ['musl'] : word.startsWith('gnu') ? ['glibc'] : []))
  return { version, cpu, ...(libc.length > 0 && { libc }), ...(parent.dev && { dev: true }), optional: true, ...(os.length > 0 && { os }) }
}

export function completeLock(lock) {
  const added = {}
  for (const [path, parent] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      if (!isLocked(lock.packages, path, name)) added[`node_modules/${name}`] = entryFor(name, version, parent)
    }
  }
  const sorted = Object.entries({ ...lock.packages, ...added }).toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added: Object.keys(added) }
}

const { lock, added } = completeLock(JSON.parse(readFileSync(file, 'utf8')))
if (process.argv.includes('--check')) {
  if (added.length > 0) console.error(`package-lock.json lacks ${added.length} platform packages: run node scripts/complete-lock.mjs.`)
  process.exitCode = added.length > 0 ? 1 : 0
} else {
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(added.length > 0 ? `Added ${added.join(', ')}.` : 'Nothing was missing.')
}
