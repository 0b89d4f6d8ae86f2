import { isObject, type JsonObject as Json } from './json-object.ts'

/** Fields of a log entry as the API spells them; tables write them in snake_case or in lower case. */
const fields = [
  'insertId', 'logName', 'timestamp', 'receiveTimestamp', 'resource', 'labels', 'operation', 'id', 'first', 'last', 'type',
  'serviceName', 'methodName', 'resourceName', 'resourceLocation', 'currentLocations', 'status', 'code',
  'authenticationInfo', 'principalEmail', 'principalSubject', 'serviceAccountKeyName', 'serviceAccountDelegationInfo', 'firstPartyPrincipal',
  'requestMetadata', 'callerIp', 'callerSuppliedUserAgent', 'request', 'response', 'metadata', 'serviceData', 'policyDelta',
  'bindingDeltas', 'auditConfigDeltas', 'action', 'role', 'member', 'service', 'logType', 'exemptedMember',
]
const spelling = new Map(fields.map((field) => [field.toLowerCase(), field]))
/** BigQuery keeps free-form parts as JSON text in a column of its own name. */
const jsonColumns = new Map([['requestjson', 'request'], ['responsejson', 'response'], ['metadatajson', 'metadata'], ['servicedata_v1_iam', 'serviceData']])
/** Their keys are data, not column names. */
const verbatim = new Set(['labels', 'request', 'response', 'metadata'])

export function isTableRow(value: Json): boolean {
  return auditColumn(value) !== undefined
}

/** A row of a BigQuery export (`protopayload_auditlog`) or of Log Analytics (`proto_payload.audit_log`) → the log entry it was made from. */
export function fromTableRow(row: Json): Json {
  const entry = respelled(row)
  return { ...entry, protoPayload: respelled(auditColumn(row) ?? {}), exported: true }
}

function auditColumn(row: Json): Json | undefined {
  const bigQuery = row.protopayload_auditlog ?? row.protoPayload_auditLog
  if (isObject(bigQuery)) return bigQuery
  const payload = row.proto_payload
  if (isObject(payload) && isObject(payload.audit_log)) return payload.audit_log
  return undefined
}

function respelled(value: Json): Json {
  const out: Json = {}
  for (const [column, cell] of Object.entries(value)) {
    const bare = column.toLowerCase()
    const field = jsonColumns.get(bare) ?? spelling.get(bare.replaceAll('_', ''))
    if (!field || cell === null || cell === undefined) continue
    out[field] = verbatim.has(field) ? parsedCell(cell) : respelledCell(cell)
  }
  return out
}

function respelledCell(cell: unknown): unknown {
  if (Array.isArray(cell)) return cell.map(respelledCell)
  return isObject(cell) ? respelled(cell) : cell
}

function parsedCell(cell: unknown): unknown {
  if (typeof cell !== 'string') return cell
  try {
    return JSON.parse(cell) as unknown
  } catch {
    return undefined
  }
}
