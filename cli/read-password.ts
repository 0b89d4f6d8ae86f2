import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** From a terminal without showing it, else the first line of standard input. Never from an argument: those are in the list of processes. */
export async function readPassword(prompt: string): Promise<string> {
  const isTerminal = process.stdin.isTTY === true
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  if (isTerminal) process.stderr.write(prompt)
  const lines = createInterface({ input: process.stdin, output: silent, terminal: isTerminal })
  const first = await new Promise<string>((done) => {
    lines.once('line', done)
    lines.once('close', () => done(''))
  })
  lines.close()
  if (isTerminal) process.stderr.write('\n')
  if (first === '') throw new Error('No password was given: type it, or pass it on standard input.')
  return first
}
