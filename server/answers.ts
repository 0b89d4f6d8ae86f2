import 'server-only'
import type { Answer, Endpoint, Question } from '#lib/api/endpoint.ts'
import { getCoverageEndpoint } from '#lib/api/get-coverage.ts'
import { getEventEndpoint } from '#lib/api/get-event.ts'
import { getIdentityEndpoint } from '#lib/api/get-identity.ts'
import { getSecretByUriEndpoint, getSecretEndpoint } from '#lib/api/get-secret.ts'
import { listEventsEndpoint, summariseEventsEndpoint } from '#lib/api/list-events.ts'
import { listFeedsEndpoint } from '#lib/api/list-feeds.ts'
import { listIdentitiesEndpoint } from '#lib/api/list-identities.ts'
import { listIdentityReadsEndpoint } from '#lib/api/list-identity-reads.ts'
import { listPassedRecordsEndpoint } from '#lib/api/list-passed-records.ts'
import { listQuarantineEndpoint } from '#lib/api/list-quarantine.ts'
import { listReadersEndpoint } from '#lib/api/list-readers.ts'
import { listSecretsEndpoint } from '#lib/api/list-secrets.ts'
import { listVersionsEndpoint } from '#lib/api/list-versions.ts'
import { listWritersEndpoint } from '#lib/api/list-writers.ts'
import type { Viewer } from '#lib/viewer.ts'
import type { DatabaseClient } from '#prisma/client.ts'
import { getCoverage } from '#queries/get-coverage.ts'
import { getEvent } from '#queries/get-event.ts'
import { getIdentity } from '#queries/get-identity.ts'
import { getSecret, getSecretByUri } from '#queries/get-secret.ts'
import { listEvents } from '#queries/list-events.ts'
import { listFeeds } from '#queries/list-feeds.ts'
import { listIdentities } from '#queries/list-identities.ts'
import { listIdentityReads } from '#queries/list-identity-reads.ts'
import { listPassedRecords } from '#queries/list-passed-records.ts'
import { listQuarantine } from '#queries/list-quarantine.ts'
import { listReaders } from '#queries/list-readers.ts'
import { listSecrets } from '#queries/list-secrets.ts'
import { listVersions } from '#queries/list-versions.ts'
import { listWriters } from '#queries/list-writers.ts'
import { summariseEvents } from '#queries/summarise-events.ts'

/** An endpoint and the query that answers it; input has passed the endpoint's schemas. */
export type Answering = { endpoint: Endpoint; answer: (db: DatabaseClient, viewer: Viewer, input: unknown) => Promise<unknown> }

function answering<E extends Endpoint>(endpoint: E, query: (db: DatabaseClient, viewer: Viewer, question: Question<E>) => Promise<Answer<E>>): Answering {
  return { endpoint, answer: (db, viewer, input) => query(db, viewer, input as Question<E>) }
}

/** Every route of `/api/v1` by its endpoint's id. */
export const answers = {
  listSecrets: answering(listSecretsEndpoint, listSecrets),
  getSecret: answering(getSecretEndpoint, getSecret),
  getSecretByUri: answering(getSecretByUriEndpoint, getSecretByUri),
  listReaders: answering(listReadersEndpoint, listReaders),
  listVersions: answering(listVersionsEndpoint, listVersions),
  listWriters: answering(listWritersEndpoint, listWriters),
  listIdentities: answering(listIdentitiesEndpoint, listIdentities),
  getIdentity: answering(getIdentityEndpoint, getIdentity),
  listIdentityReads: answering(listIdentityReadsEndpoint, listIdentityReads),
  listEvents: answering(listEventsEndpoint, listEvents),
  summariseEvents: answering(summariseEventsEndpoint, summariseEvents),
  getEvent: answering(getEventEndpoint, getEvent),
  getCoverage: answering(getCoverageEndpoint, getCoverage),
  listFeeds: answering(listFeedsEndpoint, listFeeds),
  listQuarantine: answering(listQuarantineEndpoint, listQuarantine),
  listPassedRecords: answering(listPassedRecordsEndpoint, listPassedRecords),
} satisfies Record<string, Answering>
