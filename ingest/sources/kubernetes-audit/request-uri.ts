export type RequestQuery = {
  /** `metadata.name` of an equality field selector. */
  name?: string
  dryRun: boolean
  /** A Table whose rows carry the whole objects. */
  wholeObjects: boolean
}

/** The few query parameters that change what a request means. The URI itself may carry values and goes no further. */
export function requestQuery(requestURI: string): RequestQuery {
  const start = requestURI.indexOf('?')
  if (start < 0) return { dryRun: false, wholeObjects: false }
  const parameters = new URLSearchParams(requestURI.slice(start + 1))
  return {
    name: selectedName(parameters.get('fieldSelector') ?? ''),
    dryRun: parameters.getAll('dryRun').includes('All'),
    wholeObjects: parameters.get('includeObject') === 'Object',
  }
}

function selectedName(fieldSelector: string): string | undefined {
  const terms = fieldSelector.split(',').map((term) => /^metadata\.name==?([^=!]+)$/.exec(term.trim())?.[1])
  return terms.find((name) => name !== undefined)
}
