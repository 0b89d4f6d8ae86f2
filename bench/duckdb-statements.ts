/** DuckDB's reading of a trail, with the columns told, so that it need not look for them first. */
const columns = `{'Records': 'STRUCT(eventVersion VARCHAR, userIdentity JSON, eventTime TIMESTAMP, eventSource VARCHAR, eventName VARCHAR, awsRegion VARCHAR, sourceIPAddress VARCHAR, userAgent VARCHAR, errorCode VARCHAR, errorMessage VARCHAR, requestParameters JSON, responseElements JSON, requestID VARCHAR, eventID VARCHAR, readOnly BOOLEAN, eventType VARCHAR, recipientAccountId VARCHAR)[]'}`

function records(folder: string): string {
  return `SELECT unnest(Records, max_depth := 2) FROM read_json('${folder}/*.json.gz', columns = ${columns}, maximum_object_size = 67108864, format = 'unstructured')`
}

export function readIntoTable(folder: string): string[] {
  return [`CREATE TABLE events AS ${records(folder)}`]
}

/** The same answer as the graph's: every read once by its id, and daily edges by secret, identity, action, outcome. */
export function foldDailyEdges(folder: string): string[] {
  return [
    `CREATE TABLE access (event_id VARCHAR PRIMARY KEY, occurred_at TIMESTAMP, secret VARCHAR, identity VARCHAR, action VARCHAR, outcome VARCHAR, account VARCHAR, region VARCHAR, ip VARCHAR, user_agent VARCHAR, access_key VARCHAR)`,
    `INSERT INTO access
     SELECT eventID, eventTime, requestParameters->>'$.secretId', userIdentity->>'$.sessionContext.sessionIssuer.arn', eventName, coalesce(errorCode, 'success'), recipientAccountId, awsRegion, sourceIPAddress, userAgent, userIdentity->>'$.accessKeyId'
     FROM (${records(folder)}) WHERE eventName = 'GetSecretValue' ON CONFLICT DO NOTHING`,
    `CREATE TABLE edge_day AS
     SELECT secret, identity, action, outcome, occurred_at::DATE AS day, count(*) AS count, min(occurred_at) AS first_at, max(occurred_at) AS last_at FROM access GROUP BY 1, 2, 3, 4, 5`,
    'CHECKPOINT',
  ]
}
