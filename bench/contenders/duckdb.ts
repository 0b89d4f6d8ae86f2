import { rmSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { runAsContender } from '../run-contender.ts'

export type DuckdbOptions = { folder: string; threads: number; database: string; statements: string[] }

await runAsContender(async ({ threads, database, statements }: DuckdbOptions) => {
  rmSync(database, { force: true })
  rmSync(`${database}.wal`, { force: true })
  const instance = await DuckDBInstance.create(database, { threads: String(threads) })
  const connection = await instance.connect()
  const seconds: number[] = []
  for (const statement of statements) {
    const started = performance.now()
    await connection.run(statement)
    seconds.push((performance.now() - started) / 1000)
  }
  connection.closeSync()
  instance.closeSync()
  return { seconds }
})
