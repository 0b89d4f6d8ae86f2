import { spawn } from 'node:child_process'
import { join } from 'node:path'

export type Measured<Answer> = { seconds: number; cpuSeconds: number; rssMb: number; answer: Answer }

/** In the child: the work, timed from inside so that the start of Node is nobody's handicap. */
export async function runAsContender<Options, Answer>(work: (options: Options) => Promise<Answer>): Promise<void> {
  const options = JSON.parse(await readInput()) as Options
  const started = performance.now()
  const before = process.cpuUsage()
  const answer = await work(options)
  const used = process.cpuUsage(before)
  const measured: Measured<Answer> = { seconds: (performance.now() - started) / 1000, cpuSeconds: (used.user + used.system) / 1e6, rssMb: process.resourceUsage().maxRSS / 1024, answer }
  process.stdout.write(JSON.stringify(measured))
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** Each contender is its own process: its peak memory is its own, and no heap is warm from another. */
export function runContender<Answer>(name: string, options: object, nodeFlags: readonly string[] = []): Promise<Measured<Answer>> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...nodeFlags, join(import.meta.dirname, 'contenders', `${name}.ts`)], { stdio: ['pipe', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(output) as Measured<Answer>) : reject(new Error(`The contender "${name}" ended with code ${code}.`))))
    child.stdin.end(JSON.stringify(options))
  })
}

/** The better of two runs: on a shared machine the slower one measures the neighbours. */
export async function better<Answer>(run: () => Promise<Measured<Answer>>): Promise<Measured<Answer>> {
  const first = await run()
  const second = await run()
  return first.seconds <= second.seconds ? first : second
}
