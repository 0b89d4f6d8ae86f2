import type { Fact, LoggingFact } from '#lib/facts.ts'
import type { Call, Handler } from '../call.ts'

export const trail: Record<string, Handler> = {
  StartLogging: logging('started'),
  StopLogging: logging('stopped'),
  CreateTrail: logging('started'),
  DeleteTrail: logging('stopped'),
  UpdateTrail: logging('changed'),
  PutEventSelectors: (call) => logging(selectionChange(call))(call),
  PutInsightSelectors: logging('changed'),
  CreateEventDataStore: logging('started'),
  UpdateEventDataStore: (call) => logging(selectionChange(call))(call),
  DeleteEventDataStore: logging('stopped'),
  RestoreEventDataStore: logging('started'),
  StartEventDataStoreIngestion: logging('started'),
  StopEventDataStoreIngestion: logging('stopped'),
}

const quiet = new Set([
  'AddTags', 'RemoveTags', 'LookupEvents', 'StartQuery', 'CancelQuery', 'StartImport', 'StopImport', 'EnableFederation', 'DisableFederation',
  'CreateServiceLinkedChannel', 'UpdateServiceLinkedChannel', 'DeleteServiceLinkedChannel', 'CreateChannel', 'UpdateChannel', 'DeleteChannel',
  'RegisterOrganizationDelegatedAdmin', 'DeregisterOrganizationDelegatedAdmin', 'PutResourcePolicy', 'DeleteResourcePolicy', 'GenerateQuery',
  'CreateDashboard', 'UpdateDashboard', 'DeleteDashboard', 'StartDashboardRefresh', 'SearchSampleQueries', 'PutEventConfiguration',
])

export function isQuietTrailCall(name: string): boolean {
  return /^(?:Describe|Get|List)[A-Z]/.test(name) || quiet.has(name)
}

function logging(change: LoggingFact['change']): Handler {
  return (call): Fact[] => [{ fact: 'logging', on: trailOf(call), change, actor: call.actor, outcome: call.outcome }]
}

function trailOf({ request, response, where, partition }: Call): string {
  const named = response.trailARN ?? response.eventDataStoreArn ?? request.eventDataStore ?? request.trailName ?? request.name
  if (!named) return `arn:${partition}:cloudtrail:${where.region}:${where.account}:trail/*`
  return named.startsWith('arn:') ? named : `arn:${partition}:cloudtrail:${where.region}:${where.account}:trail/${named}`
}

/** Narrowed when management events, one side of them, or a service (KMS, most often) no longer come; widened when everything comes again. */
function selectionChange({ request }: Call): LoggingFact['change'] {
  const { eventSelectors, advancedEventSelectors } = request
  if (eventSelectors?.length) {
    const full = eventSelectors.some((s) => s.includeManagementEvents !== false && (s.readWriteType ?? 'All') === 'All' && !s.excludeManagementEventSources?.length)
    return full ? 'widened' : 'narrowed'
  }
  if (!advancedEventSelectors?.length) return 'changed'
  const full = advancedEventSelectors.some(({ fieldSelectors }) => (fieldSelectors ?? []).length === 1 && fieldSelectors?.[0]?.equals?.includes('Management'))
  return full ? 'widened' : 'narrowed'
}
