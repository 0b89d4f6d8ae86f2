import type { ClientBase } from 'pg'

const made = new Set<string>()

/** Events live in one partition per month (UTC); makes those that these times need. Its own transaction, one worker at a time. */
export async function ensurePartitions(client: ClientBase, times: readonly string[]): Promise<void> {
  const months = new Set<string>()
  for (const time of times) months.add(time.slice(0, 7))
  const missing = [...months].filter((month) => !made.has(month)).sort()
  for (const month of missing) await createPartition(client, month)
}

async function createPartition(client: ClientBase, month: string): Promise<void> {
  const name = `access_${month.replace('-', '_')}`
  const { rows } = await client.query('SELECT to_regclass($1) AS found', [name])
  if (rows[0]?.found === null) {
    await client.query('BEGIN')
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('whoread partitions'))`)
    await client.query(`CREATE TABLE IF NOT EXISTS ${name} PARTITION OF access FOR VALUES FROM ('${month}-01T00:00:00Z') TO ('${nextMonth(month)}-01T00:00:00Z')`)
    await client.query('COMMIT')
  }
  made.add(month)
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
