import 'server-only'

import { parseWebEnvironment, type WebEnvironment } from '#lib/web-environment.ts'

let parsed: WebEnvironment | undefined

/** Read at the first request, not at build time. */
export function settings(): WebEnvironment {
  parsed ??= parseWebEnvironment(process.env)
  return parsed
}
