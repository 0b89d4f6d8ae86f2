import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbeddedDatabase } from './embedded.ts'

let dataDir: string

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'whoread-embedded-'))
  chmodSync(dataDir, 0o711)
})

afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true })
})

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

function serverPid(): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

function isRunning(): boolean {
  return readdirSync(join(dataDir, 'postgres')).includes('postmaster.pid')
}

/** Another process that opens the database and holds it; resolves when it has it. */
async function openElsewhere(): Promise<ChildProcess> {
  const script = `const { openEmbeddedDatabase } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))});
    const database = await openEmbeddedDatabase({ dataDir: ${JSON.stringify(dataDir)} });
    console.log('open'); process.stdin.once('data', () => database.close().then(() => process.exit())); `
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout ?? child, 'data')
  return child
}

test('the first starts at once make one database and share it; the last to leave stops it', async () => {
  const [other, first, second] = await Promise.all([openElsewhere(), openEmbeddedDatabase({ dataDir }), openEmbeddedDatabase({ dataDir })])
  expect(first.url).toBe(second.url)
  await query(first.url, 'CREATE TABLE kept (n int)')
  await first.close()
  await second.close()
  expect(isRunning()).toBe(true)
  other.stdin?.write('leave\n')
  await once(other, 'exit')
  expect(isRunning()).toBe(false)
})

test('only its owner reads the password, and everybody else needs it', async () => {
  const database = await openEmbeddedDatabase({ dataDir })
  expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600)
  const stranger = database.url.replace(/:[^:@]+@/, ':guess@')
  await expect(query(stranger, 'SELECT 1')).rejects.toThrow('password authentication failed')
  await database.close()
})

test('a killed owner leaves a server that the next command joins and stops', async () => {
  const owner = await openElsewhere()
  owner.kill('SIGKILL')
  await once(owner, 'exit')
  const database = await openEmbeddedDatabase({ dataDir })
  expect(await query(database.url, 'SELECT n FROM kept')).toEqual([])
  await database.close()
  expect(isRunning()).toBe(false)
})

test('a killed server starts again with what was committed', async () => {
  const database = await openEmbeddedDatabase({ dataDir })
  await query(database.url, 'INSERT INTO kept VALUES (7)')
  process.kill(serverPid(), 'SIGKILL')
  const again = await openEmbeddedDatabase({ dataDir })
  expect(await query(again.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }])
  await again.close()
  await database.close()
})

test("a recorded process id that is somebody else's now does not keep it from starting", async () => {
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.ppid}\n/elsewhere\n1\n5432\n`)
  const database = await openEmbeddedDatabase({ dataDir })
  expect(await query(database.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }])
  await database.close()
})

test('a folder that cannot be made is named in one sentence', async () => {
  const file = join(dataDir, 'file')
  writeFileSync(file, '')
  await expect(openEmbeddedDatabase({ dataDir: join(file, 'below') })).rejects.toThrow(`The data folder ${file}/below cannot be made (ENOTDIR)`)
})
