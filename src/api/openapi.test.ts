import { validate } from '@scalar/openapi-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { PERMISSIONS } from '../access/permissions.ts'

interface Operation {
  summary?: string
  tags?: string[]
  parameters?: { name: string; in: string; schema: { type?: string; items?: object } }[]
  requestBody?: object
  security?: object[]
  responses: Record<string, { content?: Record<string, object> }>
  'x-permission'?: string
}

let it: TestApp
let document: {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: object }
}
beforeAll(async () => {
  it = await testApp()
  document = (await it.app.inject('/api/v1/openapi.json')).json()
})
afterAll(() => it.close())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  )

test('the document is valid OpenAPI 3.1', async () => {
  expect(document.openapi).toBe('3.1.0')
  const { valid, errors } = await validate(JSON.stringify(document))
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
})

test('every route of the contract is in it', () => {
  const listed = operations().map(({ name }) => name)
  for (const route of [
    'GET /api/v1/me',
    'PATCH /api/v1/users/{id}',
    'GET /api/v1/assets',
    'GET /api/v1/components/{id}/uses',
    'GET /api/v1/audit/verify',
    'GET /api/v1/events',
    'POST /api/v1/welcome',
    'POST /api/auth/sign-in/email',
    'GET /healthz',
  ])
    expect(listed).toContain(route)
  const routes = it.app.printRoutes({ commonPrefix: false })
  expect(routes).toContain('components')
})

test('each says its permission, its answer and its problems', () => {
  for (const { name, operation } of operations()) {
    const permission = operation['x-permission']
    expect(['public', 'signed-in', ...PERMISSIONS], name).toContain(permission)
    expect(operation.summary, name).toBeTruthy()
    expect(operation.tags, name).toHaveLength(1)
    const statuses = Object.keys(operation.responses)
    expect(
      statuses.some((status) => status.startsWith('2')),
      name,
    ).toBe(true)
    expect(operation.responses.default?.content, name).toHaveProperty(['application/problem+json'])
    if (permission === 'public') continue
    expect(operation.security, name).toHaveLength(2)
    expect(statuses, name).toContain('401')
  }
})

test('a list parameter is a list, and shared shapes are there once', () => {
  const list = document.paths['/api/v1/assets']?.get?.parameters?.find(({ name }) => name === 'kind')
  expect(list?.schema).toMatchObject({ type: 'array', items: { type: 'string' } })
  expect(JSON.stringify(document.paths['/api/v1/assets'])).toContain('"#/components/schemas/Asset"')
  const names = Object.keys(document.components.schemas)
  expect(names).toContain('Problem')
  for (const name of names) expect(JSON.stringify(document), name).toContain(`"#/components/schemas/${name}"`)
})

test('the reference page comes from this server alone, under a policy of its own', async () => {
  expect((await it.app.inject('/api/docs')).headers.location).toBe('/api/docs/')
  const page = await it.app.inject('/api/docs/')
  expect(page.statusCode).toBe(200)
  const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source)
  expect(sources.length).toBeGreaterThan(0)
  for (const source of sources) expect(source).not.toMatch(/^(https?:)?\/\//)
  expect(page.headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-[^']+';/)
  const script = await it.app.inject('/api/docs/js/scalar.js')
  expect(script.statusCode).toBe(200)
  expect(script.headers['content-type']).toContain('javascript')
  expect(script.headers['content-security-policy']).not.toContain('unsafe')
})
