import type { DatabaseClient } from '#prisma/client.ts'

export type AuditEntry = {
  /** A user's name, `token <hint>`, or `local operator`. */
  actor: string
  /** `sign-in`, `sign-in refused`, `user created` … */
  action: string
  target?: string
  details?: Record<string, string | number | boolean>
}

/** The product's own audit log: append only. It takes a transaction's client too, so that a change and its entry stand or fall together. */
export async function writeAudit(db: Pick<DatabaseClient, 'productAudit'>, entry: AuditEntry): Promise<void> {
  await db.productAudit.create({ data: { ...entry, details: entry.details ?? {} } })
}
