import { randomBytes } from 'node:crypto'
import type { ClientBase } from 'pg'

/** The secret that surrogate ids are keyed with; made once per database, whoever comes first. */
export async function installationKey(client: ClientBase): Promise<string> {
  await client.query(`INSERT INTO setting (name, value) VALUES ('installation_key', $1) ON CONFLICT (name) DO NOTHING`, [randomBytes(32).toString('hex')])
  const { rows } = await client.query<{ value: string }>(`SELECT value FROM setting WHERE name = 'installation_key'`)
  const value = rows[0]?.value
  if (value === undefined) throw new Error('The installation key could not be read back.')
  return value
}
