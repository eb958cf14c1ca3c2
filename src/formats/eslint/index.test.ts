import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { eslint } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('files without messages have a header and nothing else', async () => {
  const header = { type: 'header', tool: 'ESLint' }
  expect(await itemsOfFile(eslint, fixture('empty.json'))).toEqual([header])
  expect(await itemsOf(eslint, '[]')).toEqual([header])
})

test('one message in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(eslint, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'security/detect-eval-with-expression',
    title: 'eval with argument of type Identifier',
    description: 'eval with argument of type Identifier',
    severity: 'high',
    toolSeverity: 'error',
    location: {
      path: 'srv/shop/src/orders.js',
      line: 2,
      endLine: 2,
      column: 3,
      endColumn: 14,
      snippet: 'eval(order)',
    },
    remediation: 'Parse it.',
  })
  expect(JSON.parse(raw)).toMatchObject({ filePath: '/srv/shop/src/orders.js', line: 2 })
})

test('with metadata: a secret, and a suppressed message', async () => {
  const [secret, suppressed] = observationsIn(await itemsOfFile(eslint, fixture('many.json')))
  expect(secret).toMatchObject({
    kind: 'secret',
    title: 'no-secrets/no-secrets',
    severity: 'medium',
    secret: 'sesame-4711-azerty-0815',
  })
  expect(suppressed).toMatchObject({
    rule: 'no-eval',
    verdict: { state: 'accepted', reason: 'only in tests', source: 'eslint-suppression' },
  })
})

test('every message is an observation or a problem', async () => {
  const items = await itemsOfFile(eslint, fixture('many.json'))
  expect(observationsIn(items)).toHaveLength(2)
  expect(problemsIn(items).map((item) => item.where)).toEqual([
    '/results/0/messages/1',
    '/results/0/messages/2',
    '/results/0/messages/3',
    '/results/1',
  ])
})

test.each(['{}', '{"results":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(eslint, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its files', () => {
  const detect = (outline: unknown) => eslint.detect({ syntax: 'json', head: '', outline })
  const file = { filePath: '/a.js', messages: [], errorCount: 0 }
  expect(detect([file])).toBe(1)
  expect(detect({ results: [file] })).toBe(1)
  expect(detect([{ filePath: '/a.js' }])).toBe(0)
  expect(detect([])).toBe(0)
})
