import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { validate } from '@scalar/openapi-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../test/app.ts'
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
  tags: { name: string }[]
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

test('the document and the contract’s table of routes name the same routes', async () => {
  const readme = await readFile(join(import.meta.dirname, 'contract/README.md'), 'utf8')
  const documented = operations().flatMap(({ name }) =>
    name.includes('/api/v1') ? name.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, ':$1') : [],
  )
  // The document does not hold itself.
  expect([...documented, 'GET /openapi.json'].sort()).toEqual(routesOf(readme).sort())
})

/** First column of the table; a method alone is of the route before it. */
function routesOf(readme: string): string[] {
  let path = ''
  return [...readme.matchAll(/^\| (`.+?`) +\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([A-Z]+)(?: ([^`?]+)[^`]*)?`/g)].map(([, method, given]) => {
      path = given ?? path
      return `${method} ${path}`
    }),
  )
}

test('each says its permission, its answer and its problems', () => {
  for (const { name, operation } of operations()) {
    const permission = operation['x-permission']
    expect(['public', 'signed-in', ...PERMISSIONS], name).toContain(permission)
    expect(operation.summary, name).toBeTruthy()
    expect(operation.tags, name).toHaveLength(1)
    expect(
      document.tags.map((tag) => tag.name),
      name,
    ).toContain(operation.tags?.[0])
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

test('a yes or no is a boolean', () => {
  const parameter = (path: string, wanted: string) =>
    document.paths[`/api/v1${path}`]?.get?.parameters?.find(({ name }) => name === wanted)?.schema
  expect(parameter('/notifications', 'unread')).toEqual({ type: 'boolean' })
  expect(parameter('/findings', 'fixable')).toEqual({ type: 'boolean' })
})

test('a document is said to be of the types that it comes as', () => {
  const types = Object.keys(document.paths['/api/v1/assets/{id}/sbom']?.get?.responses['200']?.content ?? {})
  expect(types).toContain('application/vnd.cyclonedx+json; version=1.7')
  expect(types).toContain('application/spdx+json')
})

const ID = '01a22365-edc9-7391-b8b3-8632af599385'

/** The stream of events does not end; for the coverage every format is loaded, which takes longer than all else here. */
const LEFT_OUT = /\/(events|coverage)$/

/** Each list with nothing in all that takes a text, and with a cursor of no list's. */
const withAnyText = (): string[] =>
  operations().flatMap(({ name, operation }) => {
    if (!name.startsWith('GET /api/v1') || LEFT_OUT.test(name)) return []
    const path = name.slice('GET '.length).replaceAll(/\{\w+\}/g, ID)
    const texts = (operation.parameters ?? [])
      .filter(({ in: place, schema }) => place === 'query' && schema.type === 'string' && !('enum' in schema))
      .map((parameter) => parameter.name)
    return [
      ...(texts.includes('q') ? [`${path}?q=`] : []),
      ...(texts.includes('cursor') ? [`${path}?cursor=x`] : []),
      ...(texts.length > 0 ? [`${path}?${texts.map((text) => `${text}=`).join('&')}`] : []),
    ]
  })

test('no text in a query makes a route fail', async () => {
  const asked = withAnyText()
  expect(asked.length).toBeGreaterThan(50)
  const failed: string[] = []
  for (const url of asked)
    if ((await it.app.inject({ url, headers: local })).statusCode >= 500) failed.push(url)
  expect(failed).toEqual([])
})

test('a list parameter is a list, and shared shapes are there once', () => {
  const list = document.paths['/api/v1/assets']?.get?.parameters?.find(({ name }) => name === 'kind')
  expect(list?.schema).toMatchObject({ type: 'array', items: { type: 'string' } })
  expect(JSON.stringify(document.paths['/api/v1/assets'])).toContain('"#/components/schemas/Asset"')
  const names = Object.keys(document.components.schemas)
  expect(names).toContain('Problem')
  const text = JSON.stringify(document)
  for (const name of names) expect(text.includes(`"#/components/schemas/${name}"`), name).toBe(true)
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
