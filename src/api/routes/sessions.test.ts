import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { local, PASSWORD, type TestApp, testApp } from '../../../test/app.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

const origin = { origin: 'http://127.0.0.1:7400', host: '127.0.0.1:7400' }
const signIn = (email: string, password = PASSWORD, headers = {}) =>
  it.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { ...origin, ...headers },
    payload: { email, password },
  })
const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  [answer.headers['set-cookie']]
    .flat()
    .map((cookie) => String(cookie).split(';')[0])
    .join('; ')

describe('sessions', () => {
  test('a person signs in, is known by the cookie, and signs out', async () => {
    const { person } = await it.somebody('security')
    const answer = await signIn(person.email.toUpperCase())
    expect(answer.statusCode).toBe(200)
    const set = String(answer.headers['set-cookie'])
    expect(set).toContain('HttpOnly')
    expect(set).toContain('SameSite=Lax')
    expect(set).not.toContain('Secure')
    const cookie = cookieOf(answer)
    const me = await it.app.inject({ url: '/api/v1/me', headers: { cookie } })
    expect(me.json()).toMatchObject({ id: person.id, email: person.email, role: 'security' })
    const out = await it.app.inject({
      method: 'POST',
      url: '/api/auth/sign-out',
      headers: { ...origin, cookie },
    })
    expect(out.statusCode).toBe(200)
    expect((await it.app.inject({ url: '/api/v1/me', headers: { cookie } })).statusCode).toBe(401)
  })

  test('a wrong password and an unknown address look the same', async () => {
    const { person } = await it.somebody('security')
    const wrong = await signIn(person.email, 'not the password')
    const unknown = await signIn('nobody@example.com', 'not the password')
    expect(wrong.statusCode).toBe(401)
    expect(wrong.headers['content-type']).toContain('application/problem+json')
    const { instance: _, ...body } = wrong.json()
    expect(unknown.json()).toMatchObject(body)
  })

  test("nobody signs up by themselves, and better-auth's other routes are not there", async () => {
    for (const path of ['sign-up/email', 'update-user', 'delete-user', 'request-password-reset', 'ok']) {
      const answer = await it.app.inject({
        method: 'POST',
        url: `/api/auth/${path}`,
        headers: origin,
        payload: { name: 'x', email: 'x@example.com', password: PASSWORD, role: 'administrator' },
      })
      expect(answer.statusCode, path).toBe(404)
    }
  })

  test('a changed cookie is nobody', async () => {
    const { person } = await it.somebody('administrator')
    const cookie = cookieOf(await signIn(person.email))
    const forged = cookie.replace(/.(?=\.)/, 'X')
    expect((await it.app.inject({ url: '/api/v1/me', headers: { cookie: forged } })).statusCode).toBe(401)
  })

  test('a changed password ends the other sessions when asked to', async () => {
    const { person } = await it.somebody('security')
    const [here, there] = [cookieOf(await signIn(person.email)), cookieOf(await signIn(person.email))]
    const answer = await it.app.inject({
      method: 'POST',
      url: '/api/auth/change-password',
      headers: { ...origin, cookie: here },
      payload: {
        currentPassword: PASSWORD,
        newPassword: 'another battery staple',
        revokeOtherSessions: true,
      },
    })
    expect(answer.statusCode).toBe(200)
    expect((await it.app.inject({ url: '/api/v1/me', headers: { cookie: there } })).statusCode).toBe(401)
    expect((await signIn(person.email)).statusCode).toBe(401)
    expect((await signIn(person.email, 'another battery staple')).statusCode).toBe(200)
  })

  test('ten wrong guesses at one address are enough, from wherever they come', async () => {
    const { person } = await it.somebody('security')
    const codes: number[] = []
    for (let n = 0; n < 12; n++) codes.push((await signIn(person.email, 'wrong wrong wrong')).statusCode)
    expect(codes.slice(0, 10)).toEqual(Array(10).fill(401))
    expect(codes.slice(10)).toEqual([429, 429])
    expect((await signIn(person.email)).statusCode).toBe(429)
    await it.pool.query('update attempt set ends_at = now()')
    expect((await signIn(person.email)).statusCode).toBe(200)
  })

  test('typing errors before the right password are forgotten', async () => {
    const { person } = await it.somebody('security')
    const count = async () =>
      (await it.pool.query('select count from attempt where key like $1', [`%${person.email}`])).rows
    await signIn(person.email, 'wrong wrong wrong')
    await signIn(person.email, 'wrong wrong wrong')
    expect(await count()).toEqual([{ count: 2 }])
    expect((await signIn(person.email)).statusCode).toBe(200)
    expect(await count()).toEqual([])
  })

  test('signing in and out is in the audit log', async () => {
    const { person } = await it.somebody('auditor')
    await signIn(person.email)
    const { rows } = await it.pool.query('select action, object from audit_entry where actor_id = $1', [
      person.id,
    ])
    expect(rows).toContainEqual({ action: 'session.start', object: `user/${person.id}` })
  })

  test('somebody switched off has no session and gets none', async () => {
    const { person, headers } = await it.somebody('security')
    const cookie = cookieOf(await signIn(person.email))
    const off = await it.app.inject({
      method: 'PATCH',
      url: `/api/v1/users/${person.id}`,
      headers: local,
      payload: { disabled: true },
    })
    expect(off.json()).toMatchObject({ disabled: true })
    expect((await it.app.inject({ url: '/api/v1/me', headers: { cookie } })).statusCode).toBe(401)
    expect((await it.app.inject({ url: '/api/v1/me', headers })).statusCode).toBe(401)
    const refused = await signIn(person.email)
    expect(refused.statusCode).toBe(403)
    expect(refused.json()).toMatchObject({ code: 'account_disabled' })
  })
})

describe('a write with a cookie', () => {
  const rename = async (headers: Record<string, string>, cookie: string) =>
    (
      await it.app.inject({
        method: 'POST',
        url: '/api/v1/teams',
        headers: { host: '127.0.0.1:7400', cookie, ...headers },
        payload: { name: `team ${Math.random()}` },
      })
    ).statusCode

  test.each([
    ['from our own page', { origin: 'http://127.0.0.1:7400' }, 201],
    ['from our own page, said without Origin', { 'sec-fetch-site': 'same-origin' }, 201],
    ['from another site', { origin: 'https://evil.example' }, 403],
    ['from another port of the same host', { origin: 'http://127.0.0.1:8080' }, 403],
    ['from a sandboxed frame', { origin: 'null' }, 403],
    ['from a sister site', { 'sec-fetch-site': 'same-site' }, 403],
    ['from nowhere', {}, 403],
  ])('%s', async (_, headers, status) => {
    const { person } = await it.somebody('administrator')
    expect(await rename(headers as Record<string, string>, cookieOf(await signIn(person.email)))).toBe(status)
  })

  test('signing in from another site is refused, without a browser it is fine', async () => {
    const { person } = await it.somebody('developer')
    expect((await signIn(person.email, PASSWORD, { origin: 'https://evil.example' })).statusCode).toBe(403)
    const script = await it.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: person.email, password: PASSWORD },
    })
    expect(script.statusCode).toBe(200)
  })
})
