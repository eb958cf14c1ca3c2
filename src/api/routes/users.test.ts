import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, PASSWORD, type TestApp, testApp } from '../../../test/app.ts'
import { verifyAudit } from '../../access/audit-log.ts'
import { createFirstSignInLink } from '../../access/sign-in-links.ts'
import { transaction } from '../../platform/database.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object, headers = local) =>
  it.app.inject({ method, url: `/api/v1${url}`, headers, payload })
const welcome = (token: string, email: string, password = PASSWORD) =>
  it.app.inject({ method: 'POST', url: '/api/v1/welcome', payload: { token, name: 'Ada', email, password } })

test('the first administrator comes in by the one-time link, once', async () => {
  const replaced = await transaction(it.pool, createFirstSignInLink)
  const token = (await transaction(it.pool, createFirstSignInLink)) as string
  expect((await welcome(String(replaced), 'a@example.com')).statusCode).toBe(410)
  const known = await it.app.inject(`/api/v1/welcome?token=${token}`)
  expect(known.json()).toMatchObject({ name: '', email: '', role: 'administrator' })
  expect((await welcome(token, 'ada@example.com', 'too short')).statusCode).toBe(400)
  const [one, other] = await Promise.all([
    welcome(token, 'Ada@example.com'),
    welcome(token, 'ada@example.com'),
  ])
  expect([one.statusCode, other.statusCode].sort()).toEqual([200, 410])
  const answer = one.statusCode === 200 ? one : other
  const cookie = String(answer.headers['set-cookie']).split(';')[0] as string
  const me = await it.app.inject({ url: '/api/v1/me', headers: { cookie } })
  expect(me.json()).toMatchObject({ name: 'Ada', role: 'administrator' })
  expect(await transaction(it.pool, createFirstSignInLink)).toBeNull()
  const { rows } = await it.pool.query('select hash from sign_in_link')
  expect(rows.every(({ hash }) => !hash.toString().includes(token))).toBe(true)
})

test('an invited person sets their own password; a newer link ends the older', async () => {
  const { user, signInLink } = (
    await call('POST', '/users', { name: 'Bo', email: 'Bo@Example.com', role: 'developer' })
  ).json()
  expect(user).toMatchObject({
    email: 'bo@example.com',
    role: 'developer',
    teams: [],
    disabled: false,
    lastSeenAt: null,
  })
  const second = (await call('POST', `/users/${user.id}/sign-in-link`)).json().signInLink
  const tokenOf = (link: string) => new URL(link).searchParams.get('token') as string
  expect((await welcome(tokenOf(signInLink), 'bo@example.com')).statusCode).toBe(410)
  expect((await welcome(tokenOf(second), 'ada@example.com')).json()).toMatchObject({ code: 'email_taken' })
  expect((await welcome(tokenOf(second), 'bo@example.com')).statusCode).toBe(200)
  expect((await welcome(tokenOf(second), 'bo@example.com')).statusCode).toBe(410)
})

test('a link that is too old opens nothing', async () => {
  const { signInLink } = (
    await call('POST', '/users', { name: 'C', email: 'c@example.com', role: 'ci' })
  ).json()
  await it.pool.query(`update sign_in_link set expires_at = now() where used_at is null`)
  const token = new URL(signInLink).searchParams.get('token') as string
  expect((await it.app.inject(`/api/v1/welcome?token=${token}`)).statusCode).toBe(410)
})

test('an address is taken once, in any case of letters', async () => {
  const again = await call('POST', '/users', { name: 'Bo', email: 'BO@example.com', role: 'developer' })
  expect(again.statusCode).toBe(409)
  expect(again.json()).toMatchObject({ code: 'email_taken' })
})

test('the last administrator stays, also when two go at once', async () => {
  await using other = await testApp()
  const admins = [await other.somebody('administrator'), await other.somebody('administrator')]
  const answers = await Promise.all(
    admins.map(({ person }) =>
      other.app.inject({
        method: 'PATCH',
        url: `/api/v1/users/${person.id}`,
        headers: local,
        payload: { disabled: true },
      }),
    ),
  )
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409])
})

test('teams: made, renamed, joined and deleted', async () => {
  const team = (await call('POST', '/teams', { name: 'Shop' })).json()
  expect(team).toMatchObject({ name: 'Shop', members: 0, applications: 0 })
  expect((await call('POST', '/teams', { name: 'Shop' })).json()).toMatchObject({ code: 'name_taken' })
  const { person, headers } = await it.somebody('developer', [team.id])
  await it.somebody('developer')
  const seen = (await call('GET', '/users', undefined, headers)).json()
  expect(seen.map((user: { id: string }) => user.id)).toEqual([person.id])
  expect((await call('PATCH', `/teams/${team.id}`, { name: 'Store' })).json()).toMatchObject({
    name: 'Store',
    members: 1,
  })
  expect((await call('DELETE', `/teams/${team.id}`)).statusCode).toBe(204)
  expect((await call('GET', '/me', undefined, headers)).json()).toMatchObject({ teams: [] })
})

test('unknown teams and people are refused', async () => {
  const nowhere = '0190a000-0000-7000-8000-000000000000'
  const { person } = await it.somebody('developer')
  expect((await call('PATCH', `/users/${person.id}`, { name: 'Dee' })).json()).toMatchObject({ name: 'Dee' })
  expect((await call('PATCH', `/users/${person.id}`, { teams: [nowhere] })).statusCode).toBe(400)
  expect((await call('PATCH', `/users/${nowhere}`, { role: 'ci' })).statusCode).toBe(404)
  expect((await call('PATCH', '/users/not-an-id', { role: 'ci' })).statusCode).toBe(400)
})

test('every change is in the audit log, in order and without secrets', async () => {
  const page = (await call('GET', '/audit?limit=500')).json()
  const actions = page.items.map((entry: { action: string }) => entry.action)
  for (const action of [
    'user.create',
    'user.invite',
    'user.welcome',
    'user.change',
    'team.create',
    'team.change',
    'team.delete',
    'token.create',
  ])
    expect(actions).toContain(action)
  expect(JSON.stringify(page)).not.toContain(PASSWORD)
  expect(page.total).toBe(page.items.length)
  const short = (await call('GET', '/audit?limit=3')).json()
  const rest = (await call('GET', `/audit?limit=500&cursor=${short.next}`)).json()
  expect([...short.items, ...rest.items]).toEqual(page.items)
  expect((await call('GET', '/audit/verify')).json()).toMatchObject({
    intact: true,
    entries: page.total,
    brokenAt: null,
  })
  expect((await verifyAudit(it.pool)).head).toBe(page.items[0].hash)
})
