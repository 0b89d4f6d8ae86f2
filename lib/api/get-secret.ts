import { z } from 'zod'
import { roles } from '#lib/viewer.ts'
import { identityKinds } from '#lib/facts.ts'
import { defineEndpoint, type Answer, type Question } from './endpoint.ts'
import { IdentitySummary } from './identity-summary.ts'
import { Instant, rangeFields } from './instant.ts'
import { PlaceSummary } from './place-summary.ts'
import { Owner, SecretSummary } from './secret-summary.ts'
import { SurrogateId } from './surrogate-id.ts'
import { Expectation } from './value-reads.ts'

/** `silent`: no read since the switch. `reads-old`: got an older version after it. */
export const OldVersionHolder = z.object({
  identity: IdentitySummary,
  state: z.enum(['silent', 'reads-old']),
  lastReadAt: Instant,
  version: z.string().meta({ description: 'The version its last read got; empty when unknown.' }),
})
export type OldVersionHolder = z.infer<typeof OldVersionHolder>

export const SecretDetail = z.object({
  secret: SecretSummary.extend({ owners: z.array(Owner), references: z.array(z.string()).meta({ description: 'How records name it.' }) }),
  /** 1, 2: of the range. */
  readers: z.object({ total: z.number(), consumers: z.number(), byKind: z.partialRecord(z.enum(identityKinds), z.number()), newInRange: z.number() }),
  reads: z.number(),
  denied: z.number(),
  disclosed: z.object({ yes: z.number(), possible: z.number(), no: z.number() }),
  /** 3: of the range. */
  places: z.array(PlaceSummary),
  /** 4: ever. */
  firstReadAt: Instant.nullable(),
  lastReadAt: Instant.nullable(),
  lastReader: IdentitySummary.nullable(),
  /** 5: ever; the newest first, at most ten. */
  changedBy: z.array(z.object({ identity: IdentitySummary, changes: z.number(), lastChangedAt: Instant, lastAction: z.string() })),
  /** 6. */
  activeVersion: z.object({ ref: z.string(), since: Instant.nullable(), changedBy: IdentitySummary.nullable() }).nullable(),
  versions: z.number(),
  /** 7: `null` when no switch of versions is known, so that nobody can be said to hold an old one. */
  oldVersionHolders: z.array(OldVersionHolder).nullable(),
  /** 8. */
  expectation: Expectation,
  /** Requests on a scope (a namespace, a path) that may have read this secret too, of the range. */
  scopes: z.array(z.object({ secret: SecretSummary, action: z.string(), accesses: z.number(), identities: z.number(), lastAt: Instant })),
})
export type SecretDetail = z.infer<typeof SecretDetail>

export const getSecretEndpoint = defineEndpoint({
  id: 'getSecret',
  path: '/secrets/{id}',
  summary: 'One secret: the eight questions',
  roles,
  params: z.strictObject({ id: SurrogateId }),
  filter: z.strictObject(rangeFields),
  answer: SecretDetail,
})
export type GetSecretFilter = Question<typeof getSecretEndpoint>

export const getSecretByUriEndpoint = defineEndpoint({
  id: 'getSecretByUri',
  path: '/secrets/by-uri',
  summary: 'One secret by its canonical URI, or by a name that records use for it',
  roles,
  params: z.strictObject({}),
  filter: z.strictObject({ uri: z.string().min(1).max(4096), ...rangeFields }),
  answer: SecretDetail,
})
export type GetSecretByUriFilter = Question<typeof getSecretByUriEndpoint>
export type GetSecretAnswer = Answer<typeof getSecretEndpoint>
