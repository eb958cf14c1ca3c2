import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type Somebody, type TestApp, testApp } from '../../../test/app.ts'
import type { Role } from '../../model/role.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

const make = (headers: Somebody['headers'], role: Role, days: number | null = 30) =>
  it.app.inject({ method: 'POST', url: '/api/v1/tokens', headers, payload: { name: 'build', role, days } })
const me = (secret: string) =>
  it.app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${secret}` } })
const revoke = (headers: Somebody['headers'], id: string) =>
  it.app.inject({ method: 'DELETE', url: `/api/v1/tokens/${id}`, headers })

test('a token is made, shown once, used, listed and revoked', async () => {
  const { headers } = await it.somebody('security')
  const made = (await make(headers, 'ci')).json()
  expect(made.secret).toMatch(/^stance_[\w-]{43}$/)
  expect(made.token).toMatchObject({ name: 'build', role: 'ci', createdBy: 'test', lastUsedAt: null })
  expect((await me(made.secret)).json()).toMatchObject({ name: 'build', role: 'ci', email: null })
  const listed = (await it.app.inject({ url: '/api/v1/tokens', headers })).json()
  const known = listed.find((token: { id: string }) => token.id === made.token.id)
  expect(known.lastUsedAt).not.toBeNull()
  expect(made.secret.startsWith(known.start)).toBe(true)
  expect(JSON.stringify(listed)).not.toContain(made.secret)
  expect((await revoke(headers, made.token.id)).statusCode).toBe(204)
  expect((await me(made.secret)).statusCode).toBe(401)
  expect((await revoke(headers, made.token.id)).statusCode).toBe(404)
})

test('the database does not hold the secret', async () => {
  const { secret } = (await make(local, 'security')).json()
  const { rows } = await it.pool.query('select api_token::text as text from api_token')
  expect(rows.some(({ text }) => text.includes(secret.slice(12)))).toBe(false)
})

test.each<[Role, Role, number]>([
  ['administrator', 'administrator', 201],
  ['security', 'administrator', 403],
  ['security', 'auditor', 201],
  ['security', 'developer', 201],
  ['developer', 'developer', 201],
  ['developer', 'ci', 403],
  ['developer', 'security', 403],
  ['auditor', 'auditor', 403],
  ['ci', 'ci', 403],
])('%s makes a token for %s: %i', async (maker, role, status) => {
  const { headers } = await it.somebody(maker)
  expect((await make(headers, role)).statusCode).toBe(status)
})

test("a token falls with its maker's role", async () => {
  const { person, headers } = await it.somebody('security')
  const { secret } = (await make(headers, 'security')).json()
  expect((await me(secret)).statusCode).toBe(200)
  await it.app.inject({
    method: 'PATCH',
    url: `/api/v1/users/${person.id}`,
    headers: local,
    payload: { role: 'auditor' },
  })
  expect((await me(secret)).statusCode).toBe(401)
})

test('a token ends at its time', async () => {
  const made = (await make(local, 'ci', 1)).json()
  await it.pool.query(`update api_token set expires_at = now() - interval '1 second' where id = $1`, [
    made.token.id,
  ])
  expect((await me(made.secret)).statusCode).toBe(401)
})

test('developers see and revoke only their own', async () => {
  const [one, other] = [await it.somebody('developer'), await it.somebody('developer')]
  const { token } = (await make(one.headers, 'developer')).json()
  const seen = (await it.app.inject({ url: '/api/v1/tokens', headers: other.headers })).json()
  expect(seen.map((known: { id: string }) => known.id)).not.toContain(token.id)
  expect((await revoke(other.headers, token.id)).statusCode).toBe(404)
  expect((await revoke(local, token.id)).statusCode).toBe(204)
})

test('a token made with a token belongs to the same person', async () => {
  const { person, headers } = await it.somebody('administrator')
  const { token } = (await make(headers, 'ci')).json()
  const { rows } = await it.pool.query('select person_id from api_token where id = $1', [token.id])
  expect(rows).toEqual([{ person_id: person.id }])
})

test.each(['', 'Bearer', 'Bearer x', 'Basic YTpi', `Bearer ${'x'.repeat(5000)}`, 'Bearer stance_\u0001'])(
  'no valid token: %j',
  async (authorization) => {
    const answer = await it.app.inject({ url: '/api/v1/me', headers: { authorization } })
    expect(answer.statusCode).toBe(401)
  },
)
