import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { schemathesis } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(schemathesis, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'Schemathesis' },
  ])
})

test('one failed check in all its fields', async () => {
  const items = await itemsOfFile(schemathesis, fixture('one.ndjson'))
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'Schemathesis', toolVersion: '4.1.0' }])
  expect(assetsIn(items)).toEqual([{ type: 'asset', kind: 'service', name: 'https://shop.example' }])
  expect(items).toHaveLength(3)
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'api',
    rule: 'not_a_server_error',
    title: 'Server error: GET /users/{id}',
    description: 'Server error\n\nIt broke.',
    severity: 'unknown',
    endpoint: {
      url: 'https://shop.example/users/0',
      method: 'GET',
      request: 'GET https://shop.example/users/0\nX-A: 1',
      response: 'HTTP 500\nserver: nginx\n\n{"error":1}',
    },
    seenAt: '2025-09-01T06:30:00.500Z',
    tags: ['GET /users/{id}', 'ServerError', 'phase: fuzzing'],
  })
  expect(JSON.parse(raw)).toMatchObject({ label: 'GET /users/{id}' })
})

test('JUnit: an observation for each check of each case', async () => {
  const items = await itemsOfFile(schemathesis, fixture('many.xml'))
  const [server, status, again, other] = observationsIn(items)
  expect(server).toMatchObject({
    rule: 'Server error',
    endpoint: {
      url: 'https://shop.example/users/0?a=1',
      method: 'GET',
      request: "curl -X GET 'https://shop.example/users/0?a=1'",
      response: '[500] Internal Server Error:\n\n`{"error":1}`',
    },
  })
  expect(status).toMatchObject({
    rule: 'Undocumented HTTP status code',
    description: 'Received: 500\nDocumented: 200',
  })
  expect(again?.endpoint).toMatchObject({ url: 'https://shop.example/users/1' })
  expect(other).toMatchObject({ rule: 'Something else', endpoint: { url: '/users', method: 'POST' } })
  expect(observationsIn(items)).toHaveLength(4)
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/testsuites/testsuite[1]/testcase[3]/error[1]', true],
  ])
})

test('events that tell of errors, and scenarios that are cut', async () => {
  const lines = [
    '{"Initialize":{"schemathesis_version":"4"}}',
    '{"NonFatalError":{"label":"x"}}',
    '{"ScenarioFinished":{"recorder":{}}}',
    'broken',
  ]
  expect(problemsIn(await itemsOf(schemathesis, lines.join('\n'))).map(({ where }) => where)).toEqual([
    'line 2',
    'line 3',
    'line 4',
  ])
})

test.each(['{}', '[]', '<report/>', ''])('refuses %j', async (text) => {
  await expect(itemsOf(schemathesis, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its suite or its first event', () => {
  const xml = (head: string) =>
    schemathesis.detect({ syntax: 'xml', head, root: { name: 'testsuites', namespace: '', attributes: {} } })
  expect(xml('<testsuites><testsuite errors="0" name="schemathesis">')).toBe(1)
  expect(xml('<testsuites><testsuite name="pytest">')).toBe(0)
  const json = (outline: unknown) => schemathesis.detect({ syntax: 'ndjson', head: '', outline })
  expect(json({ Initialize: { schemathesis_version: '4' } })).toBe(1)
  expect(json({ Initialize: {} })).toBe(0)
})
