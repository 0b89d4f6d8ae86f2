import { availableParallelism, cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import type { BenchOptions } from './bench-options.ts'


const benches: Record<string, () => Promise<(options: BenchOptions) => Promise<void>>> = {
  sparse: async () => (await import('./sparse.ts')).benchSparse,
  dense: async () => (await import('./dense.ts')).benchDense,
  'secret-page': async () => (await import('./secret-page.ts')).benchSecretPage,
  explorer: async () => (await import('./explorer.ts')).benchExplorer,
  size: async () => (await import('./size.ts')).benchSize,
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { explain: { type: 'boolean', default: false }, profile: { type: 'boolean', default: false } } })
const wanted = positionals.includes('all') ? Object.keys(benches) : positionals
if (wanted.length === 0 || wanted.some((name) => !(name in benches))) {
  console.error(`npm run bench -- <name …>, where a name is one of: ${Object.keys(benches).join(', ')}, all.\n--explain prints the slowest plan, --profile where the time goes.`)
  process.exit(1)
}
console.log(`${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`)
for (const name of wanted) {
  const load = benches[name]
  if (load) await (await load())(values)
}
