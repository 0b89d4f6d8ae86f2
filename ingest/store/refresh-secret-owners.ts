import type { ClientBase } from 'pg'

/** `*` of a pattern stands for any characters, slashes included; everything else for itself. */
const likePattern = `replace(replace(replace(replace(o."pattern", '\\', '\\\\'), '%', '\\%'), '_', '\\_'), '*', '%')`

const wanted = `SELECT DISTINCT ON (s."id", o."team") s."id" AS secret_id, o."team", o."pattern", o."environment", o."tier"
  FROM "secret" s JOIN "ownership" o ON s."uri" LIKE ${likePattern}
  WHERE $1::bigint[] IS NULL OR s."id" = ANY($1::bigint[])
  ORDER BY s."id", o."team", length(o."pattern") DESC, o."pattern"`

/**
 * Makes `secret_owner` anew from `ownership`: for these secrets (the deriver, when secrets appear) or for all (when the
 * ownership changed). Of several patterns of one team the longest counts. Call it inside the transaction of the change.
 */
export async function refreshSecretOwners(client: Pick<ClientBase, 'query'>, secretIds?: readonly bigint[]): Promise<void> {
  const ids = secretIds ? secretIds.map(String) : null
  await client.query(
    `DELETE FROM "secret_owner" k WHERE ($1::bigint[] IS NULL OR k."secret_id" = ANY($1::bigint[]))
      AND NOT EXISTS (SELECT FROM "secret" s JOIN "ownership" o ON s."uri" LIKE ${likePattern} WHERE s."id" = k."secret_id" AND o."team" = k."team")`,
    [ids],
  )
  await client.query(
    `INSERT INTO "secret_owner" ("secret_id", "team", "pattern", "environment", "tier") ${wanted}
      ON CONFLICT ("secret_id", "team") DO UPDATE SET "pattern" = excluded."pattern", "environment" = excluded."environment", "tier" = excluded."tier"`,
    [ids],
  )
}
