/** What the server said was wrong, in its own words, with the id that finds the details in its log. */
export class RequestProblem extends Error {
  readonly status: number
  readonly id?: string

  constructor(status: number, message: string, id?: string) {
    super(message)
    this.status = status
    this.id = id
  }
}

/** GET from this server. A session that has ended leads to the sign-in, and back here afterwards. */
export async function fetchJson<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(path, { signal, headers: { accept: 'application/json' } })
  if (response.ok) return (await response.json()) as Answer
  if (response.status === 401) location.assign(`/login?from=${encodeURIComponent(location.pathname + location.search)}`)
  const problem = (await response.json().catch(() => ({}))) as { detail?: string; title?: string; instance?: string }
  throw new RequestProblem(response.status, problem.detail ?? problem.title ?? 'The server could not answer.', problem.instance)
}
