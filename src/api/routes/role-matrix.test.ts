import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Somebody, type TestApp, testApp } from '../../../test/app.ts'
import { RIGHTS } from '../../access/permissions.ts'
import { ROLES } from '../../model/role.ts'
import { newId } from '../../platform/ids.ts'

interface Operation {
  'x-permission': string
}

let it: TestApp
const people: Record<string, Somebody> = {}
let routes: { method: string; url: string; permission: string }[]
beforeAll(async () => {
  it = await testApp()
  for (const role of ROLES) people[role] = await it.somebody(role)
  const document = (await it.app.inject('/api/v1/openapi.json')).json()
  routes = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      url: path.replace(/\{\w+\}/g, newId()),
      permission: operation['x-permission'],
    })),
  )
})
afterAll(() => it.close())

const closed = () => routes.filter(({ permission }) => permission !== 'public')

test('without signing in every route but the public ones answers 401', async () => {
  expect(closed().length).toBeGreaterThan(30)
  for (const { method, url } of closed()) {
    const { statusCode } = await it.app.inject({ method: method as 'GET', url })
    expect(statusCode, `${method} ${url}`).toBe(401)
  }
})

test.each(ROLES)('%s gets past exactly the routes of its permissions', async (role) => {
  const held: readonly string[] = RIGHTS[role].permissions
  for (const { method, url, permission } of closed()) {
    // A live stream does not end by itself; sessions.test.ts and events.test.ts have these.
    if (url.endsWith('/events') || url.startsWith('/api/auth/')) continue
    const allowed = permission === 'signed-in' || held.includes(permission)
    const { statusCode } = await it.app.inject({
      method: method as 'GET',
      url,
      headers: people[role]?.headers,
    })
    expect(statusCode === 403, `${role} ${method} ${url}: ${statusCode}`).toBe(!allowed)
    expect(statusCode, `${role} ${method} ${url}`).not.toBe(401)
    expect(statusCode, `${role} ${method} ${url}`).not.toBe(500)
  }
})

test('routes that nobody needs an account for are these', () => {
  const open = routes
    .filter(({ permission }) => permission === 'public')
    .map(({ method, url }) => `${method} ${url}`)
  expect(open.sort()).toEqual([
    'GET /api/auth/get-session',
    'GET /api/v1/welcome',
    'GET /healthz',
    'GET /metrics',
    'GET /readyz',
    'POST /api/auth/sign-in/email',
    'POST /api/auth/sign-out',
    'POST /api/v1/welcome',
  ])
})
