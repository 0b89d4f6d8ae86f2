import { z } from 'zod'
import { Instant } from './instant.ts'
import { PlaceSummary } from './place-summary.ts'

/** One step between the reader and the store: an identity (role, account) the reader acted as, impersonated, or a service that called for it. */
export const Hop = z.object({
  kind: z.enum(['identity', 'impersonated', 'service']),
  uri: z.string(),
  displayName: z.string(),
})
export type Hop = z.infer<typeof Hop>

export const versionEvidences = ['observed', 'inferred', 'unknown'] as const
/** `ref` is empty when the version is not known. */
export const VersionReads = z.object({
  ref: z.string(),
  evidence: z.enum(versionEvidences),
  reads: z.number(),
  lastReadAt: Instant,
})
export type VersionReads = z.infer<typeof VersionReads>

export const expectations = ['not-declared', 'declared', 'approved', 'learned', 'unexpected', 'rejected'] as const
export const Expectation = z.enum(expectations)

/**
 * What one identity did with the value of one secret in the range. Value actions are read, watch, decrypt and issue.
 * `reads` counts every successful one that names the secret, `disclosed` says how many of them gave the value out; `consumer`
 * is true when at least one did or may have. `candidates` are requests that may have covered this secret among others.
 */
export const valueReadFields = {
  via: z.array(Hop),
  firstReadAt: Instant.nullable(),
  lastReadAt: Instant.nullable(),
  reads: z.number(),
  denied: z.number(),
  errors: z.number(),
  candidates: z.number(),
  lastDeniedAt: Instant.nullable(),
  consumer: z.boolean(),
  disclosed: z.object({ yes: z.number(), possible: z.number(), no: z.number() }),
  actions: z.partialRecord(z.enum(['read', 'watch', 'decrypt', 'issue']), z.number()).meta({ description: 'Successful requests by action.' }),
  versions: z.array(VersionReads),
  places: z.array(PlaceSummary),
  /** First value access of this pair ever, whatever the range: a reader is new when it lies in the range. */
  knownSince: Instant.nullable(),
  expectation: Expectation,
}
