import { Client } from 'pg'
import { refreshSecretOwners } from '#ingest/store/refresh-secret-owners.ts'
import { demoOwnership } from './ownership.ts'

/** Says which teams own the demo organisation's secrets, so that an owner's view has something in it. Said twice it changes nothing. */
export async function writeDemoOwnership(url: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'whoread demo' })
  await client.connect()
  try {
    await client.query('BEGIN')
    const column = (of: (row: (typeof demoOwnership)[number]) => string) => demoOwnership.map(of)
    await client.query('INSERT INTO ownership (pattern, team, environment, tier) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING', [
      column((row) => row.pattern), column((row) => row.team), column((row) => row.environment), column((row) => row.tier),
    ])
    await refreshSecretOwners(client)
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
}

/** The patterns name accounts, clusters and a project that only the demo organisation has. */
export async function removeDemoOwnership(client: Pick<Client, 'query'>): Promise<void> {
  await client.query('DELETE FROM ownership WHERE pattern = ANY($1::text[])', [demoOwnership.map((row) => row.pattern)])
}
