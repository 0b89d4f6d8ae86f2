export type Parameters = Record<string, string | string[] | undefined>

/** What a view keeps when another one is opened from it. */
const framed = ['range', 'zone']

/** `path` with these query parameters; empty and missing ones are left out. */
export function href(path: string, parameters: Parameters): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one) search.append(name, one)
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

/** The same view with some parameters changed; `undefined` takes one away. A changed filter starts at the first page. */
export function hrefWith(path: string, current: Parameters, changes: Parameters): string {
  return href(path, { ...current, cursor: undefined, ...changes })
}

/** Another view in the same time range and zone. */
export function hrefInFrame(target: string, current: URLSearchParams): string {
  const [path = '', query] = target.split('?')
  const search = new URLSearchParams(query)
  for (const name of framed) {
    const value = current.get(name)
    if (value && !search.has(name)) search.set(name, value)
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

export function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** What Next.js hands to a page. */
export type PageSearch = { searchParams: Promise<Parameters> }
