import { Prisma, type PrismaClient } from '#prisma/generated/client.ts'

/** Parts of statements are values of this type: text from outside can only be a parameter. */
export type Sql = Prisma.Sql
export const sql = Prisma.sql
export const emptySql = Prisma.empty

/** A client, or the transaction that a query is part of. */
export type Database = Pick<PrismaClient, '$queryRaw'>

export function joinSql(parts: readonly Sql[], separator: string): Sql {
  return Prisma.join([...parts], separator)
}

/** All of these; of none, true. */
export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`TRUE` : joinSql(conditions.map((condition) => sql`(${condition})`), ' AND ')
}

/** ISO 8601 UTC text of a timestamptz; microseconds only where there are any. */
export function isoTime(time: Sql): Sql {
  return sql`regexp_replace(to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '(\\.\\d{3})000Z$', '\\1Z')`
}

/** A LIKE pattern whose `%` come from the parts' joints alone. */
export function likePattern(parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll(/[\\%_]/g, String.raw`\$&`)).join('%')
}

/** PostgreSQL's text holds neither U+0000 nor half a character; whatever contains them matches nothing. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed()
}
