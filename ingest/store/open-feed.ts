import type { ClientBase } from 'pg'
import type { Feed } from '../sources/source.ts'

export type OpenFeed = Feed & { id: number }

/** The feed's row, made when it is new. A feed keeps its source and cluster: another answer to either would rename what is already in the graph. */
export async function openFeed(client: ClientBase, wanted: { name: string; source: string; cluster: string | undefined; demo: boolean }): Promise<OpenFeed> {
  await client.query('INSERT INTO feed (name, source, cluster, demo) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING', [wanted.name, wanted.source, wanted.cluster ?? wanted.name, wanted.demo])
  const { rows } = await client.query<OpenFeed & { demo: boolean }>('SELECT id, name, source, cluster, demo FROM feed WHERE name = $1', [wanted.name])
  const feed = rows[0]
  if (!feed) throw new Error(`The feed "${wanted.name}" could not be read back.`)
  if (feed.source !== wanted.source) throw new Error(`The feed "${feed.name}" is a ${feed.source} feed; choose another --feed name for ${wanted.source} logs.`)
  if (wanted.cluster !== undefined && feed.cluster !== wanted.cluster) throw new Error(`The feed "${feed.name}" belongs to cluster "${feed.cluster}", not "${wanted.cluster}".`)
  if (feed.demo !== wanted.demo) throw new Error(feed.demo ? `The feed "${feed.name}" holds demo data, which is removed as a whole; choose another --feed name.` : `The feed "${feed.name}" holds real data; demo data cannot join it.`)
  return feed
}
