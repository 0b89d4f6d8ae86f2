import type { Endpoint } from './endpoint.ts'
import { getCoverageEndpoint } from './get-coverage.ts'
import { getEventEndpoint } from './get-event.ts'
import { getIdentityEndpoint } from './get-identity.ts'
import { getSecretByUriEndpoint, getSecretEndpoint } from './get-secret.ts'
import { listEventsEndpoint, summariseEventsEndpoint } from './list-events.ts'
import { listFeedsEndpoint } from './list-feeds.ts'
import { listIdentitiesEndpoint } from './list-identities.ts'
import { listIdentityReadsEndpoint } from './list-identity-reads.ts'
import { listPassedRecordsEndpoint } from './list-passed-records.ts'
import { listQuarantineEndpoint } from './list-quarantine.ts'
import { listReadersEndpoint } from './list-readers.ts'
import { listSecretsEndpoint } from './list-secrets.ts'
import { listVersionsEndpoint } from './list-versions.ts'
import { listWritersEndpoint } from './list-writers.ts'

/** Every question of the HTTP API: what OpenAPI describes and the routes answer. */
export const endpoints: readonly Endpoint[] = [
  listSecretsEndpoint, getSecretByUriEndpoint, getSecretEndpoint, listReadersEndpoint, listVersionsEndpoint, listWritersEndpoint,
  listIdentitiesEndpoint, getIdentityEndpoint, listIdentityReadsEndpoint, listEventsEndpoint, summariseEventsEndpoint, getEventEndpoint,
  getCoverageEndpoint, listFeedsEndpoint, listQuarantineEndpoint, listPassedRecordsEndpoint,
]
