import { beforeEach, expect, test, vi } from 'vitest'
import { Unauthenticated } from '#lib/errors.ts'
import type { Viewer } from '#lib/viewer.ts'
import { respond } from './respond.ts'

const state = vi.hoisted(() => ({ viewer: null as Viewer | null, answer: vi.fn<() => Promise<unknown>>() }))
vi.mock('./viewer.ts', () => ({
  requireViewer: async () => {
    if (!state.viewer) throw new Unauthenticated()
    return state.viewer
  },
}))
vi.mock('./database.ts', () => ({ database: () => ({ $queryRaw: state.answer, $transaction: (work: (db: unknown) => unknown) => work({ $queryRaw: state.answer }) }) }))

const owner: Viewer = { userId: 'o', name: 'o', role: 'owner', teams: ['a'] }
const analyst: Viewer = { userId: 'a', name: 'a', role: 'analyst', teams: 'all' }

beforeEach(() => {
  state.viewer = analyst
  state.answer.mockReset().mockResolvedValue([])
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})

async function get(id: Parameters<typeof respond>[0], query: string, params: Record<string, string> = {}) {
  const answer = await respond(id)(new Request(`http://localhost/api/v1/x${query}`), { params: Promise.resolve(params) })
  const body = answer.headers.get('content-type')?.includes('json') ? await answer.json() : await answer.text()
  return { status: answer.status, type: answer.headers.get('content-type'), body, cache: answer.headers.get('cache-control') }
}

test('nobody signed in is 401 before the question is looked at', async () => {
  state.viewer = null
  expect(await get('listEvents', '?surprise=1')).toMatchObject({ status: 401, type: 'application/problem+json', body: { status: 401, type: 'about:blank' } })
  expect(state.answer).not.toHaveBeenCalled()
})

test('a role that may not ask is 403', async () => {
  state.viewer = owner
  expect(await get('listQuarantine', '')).toMatchObject({ status: 403, body: { title: 'Not allowed' } })
  expect(state.answer).not.toHaveBeenCalled()
})

test.each([
  ['listEvents', '?surprise=1', {}],
  ['listEvents', '?limit=501', {}],
  ['listEvents', '?limit=1&limit=2', {}],
  ['listEvents', '?from=yesterday', {}],
  ['listEvents', '?from=2026-11-02&to=2026-11-01', {}],
  ['listEvents', '?cursor=nonsense', {}],
  ['listEvents', '?q=action:no', {}],
  ['listEvents', `?q=${'%00'}`, {}],
  ['listSecrets', '?sort=password', {}],
  ['listSecrets', '?q[not]=', {}],
  ['getSecret', '', { id: '99999999999999999999' }],
  ['getSecret', '', { id: "1' OR 1=1" }],
  ['getEvent', '', { id: 'x' }],
] as const)('%s%s %j is 400 and asks the database nothing', async (id, query, params) => {
  const answer = await get(id, query, params)
  expect(answer).toMatchObject({ status: 400, type: 'application/problem+json', cache: 'no-store' })
  expect(state.answer).not.toHaveBeenCalled()
})

test('an error in the search says its column', async () => {
  expect((await get('listEvents', '?q=action:read%20kind:robot')).body.errors).toMatchObject([{ field: 'q', column: 18 }])
})

test('a secret that is not there is 404', async () => {
  expect(await get('getSecret', '', { id: '1' })).toMatchObject({ status: 404 })
})

test('a fault tells its id and nothing else', async () => {
  state.answer.mockRejectedValue(new Error('SELECT secret FROM /srv/db failed at server.ts:7'))
  const { status, body } = await get('listFeeds', '')
  expect(status).toBe(500)
  expect(JSON.stringify(body)).not.toMatch(/SELECT|srv|server\.ts/)
  expect(body.id).toMatch(/^[0-9a-f-]{36}$/)
})

test('an export of nothing is a header line, and errors of the search are still problems', async () => {
  const csv = await get('listEvents', '?format=csv&q=nothing')
  expect(csv).toMatchObject({ status: 200, type: 'text/csv; charset=utf-8' })
  expect(csv.body).toMatch(/^id,occurredAt,secret,/)
  expect(await get('listEvents', '?format=csv&q=(')).toMatchObject({ status: 400 })
})
