import type { ClientBase } from 'pg'
import type { Batch } from '../batch/batch.ts'

/**
 * References, identities, places, clients of a batch that this connection has not written before. Ordered by id, so that workers never wait for each other in a circle.
 * Answers what may be remembered once the batch is committed.
 */
export async function writeEntities(client: ClientBase, batch: Batch, written: ReadonlySet<string>): Promise<string[]> {
  const news: string[] = []
  const fresh = (rows: Map<string, string>, kind: string): string[][] => {
    const lines: string[][] = []
    for (const [key, line] of rows) {
      if (written.has(kind + key)) continue
      news.push(kind + key)
      lines.push(line.split('\t').map(unescape))
    }
    return lines
  }
  await insert(client, fresh(batch.references, 'r'), ['bigint', 'text', 'text', 'text', 'text'],
    `INSERT INTO secret_reference (id, reference, form, uri, store) SELECT * FROM rows ORDER BY 1 ON CONFLICT (id) DO NOTHING`)
  await insert(client, fresh(batch.identities, 'i'), ['bigint', 'text', 'text', 'text', 'smallint', 'text'],
    `INSERT INTO identity_reference AS known (id, reference, form, uri, kind, display_name)
     SELECT id, min(c2), min(c3), min(c4), min(c5), min(c6 COLLATE "C") FROM rows AS named (id, c2, c3, c4, c5, c6) GROUP BY id ORDER BY id
     ON CONFLICT (id) DO UPDATE SET kind = least(known.kind, excluded.kind), display_name = least(known.display_name, excluded.display_name)
     WHERE known.kind > excluded.kind OR known.display_name > excluded.display_name`)
  await insert(client, fresh(batch.aliases, 'a'), ['bigint', 'text'],
    `INSERT INTO identity_alias (reference_id, alias) SELECT * FROM rows ORDER BY 1, 2 ON CONFLICT DO NOTHING`)
  await insert(client, fresh(batch.places, 'p'), ['bigint', 'text', 'text', 'text', 'text', 'text'],
    `INSERT INTO place (id, account, region, cluster, namespace, network) SELECT * FROM rows ORDER BY 1 ON CONFLICT (id) DO NOTHING`)
  await insert(client, fresh(batch.clients, 'c'), ['bigint', 'text', 'text'],
    `INSERT INTO client (id, family, user_agent) SELECT * FROM rows ORDER BY 1 ON CONFLICT (id) DO NOTHING`)
  return news
}

/** `statement` reads the relation `rows`, made of one array per column. */
async function insert(client: ClientBase, lines: string[][], types: string[], statement: string): Promise<void> {
  if (lines.length === 0) return
  const arrays = types.map((_, column) => lines.map((line) => line[column]))
  const unnest = types.map((type, index) => `$${index + 1}::${type}[]`).join(', ')
  await client.query(`WITH rows AS (SELECT * FROM unnest(${unnest})) ${statement}`, arrays)
}

function unescape(value: string): string {
  return value.includes('\\') ? value.replace(/\\([\\nrt])/g, (_, c: string) => (c === 'n' ? '\n' : c === 'r' ? '\r' : c === 't' ? '\t' : '\\')) : value
}
