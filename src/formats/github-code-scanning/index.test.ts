import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { githubCodeScanning } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string) => itemsOfFile(githubCodeScanning, fixture(name))

test('an empty list has a header and nothing else', async () => {
  expect(await itemsIn('empty.json')).toEqual([{ type: 'header' }])
})

test('one alert in all its fields', async () => {
  const [header, observation, ...others] = await itemsIn('one.json')
  expect(header).toEqual({
    type: 'header',
    tool: 'CodeQL',
    toolVersion: '2.16.2',
    target: 'tea-example/shop',
  })
  expect(others).toEqual([])
  const { raw, ...fields } = observation?.type === 'observation' ? observation : { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'py/url-redirection',
    title: 'URL redirection from remote source',
    description: 'The target of a redirect comes from the request.\n\nThis redirect depends on the request.',
    severity: 'medium',
    toolSeverity: 'medium',
    cwes: [601],
    location: { path: 'app/views.py', line: 41, endLine: 42, column: 12, endColumn: 44 },
    references: [
      'https://github.com/tea-example/shop/security/code-scanning/35',
      'https://rules.example/py/url-redirection',
    ],
    remediation: 'Check the target.',
    fingerprints: { github: 'tea-example/shop#35' },
    verdict: {
      state: 'false_positive',
      reason: 'false positive: A list of own pages',
      source: 'github-alert',
    },
    seenAt: '2025-09-01T08:30:00.000Z',
    tags: ['security', 'test', '/language:python', 'refs/heads/main', 'commit:c0ffee'],
  })
  expect(JSON.parse(raw)).toHaveProperty('instances_url')
})

test('pages of several repositories and tools', async () => {
  const items = await itemsIn('many.json')
  expect(headersIn(items).map(({ tool, target }) => [tool, target])).toEqual([
    ['CodeQL', 'tea-example/shop'],
    ['Grype', 'tea-example/shop'],
    ['CodeQL', 'tea-example/ledger'],
  ])
  const [fixed, known, dismissed] = observationsIn(items)
  expect(fixed).toMatchObject({ severity: 'medium', verdict: { state: 'fixed' } })
  expect(fixed?.verdict).not.toHaveProperty('reason')
  expect(known).toMatchObject({
    kind: 'dependency',
    advisories: ['CVE-2099-10001'],
    location: { path: 'app/pot.jar' },
  })
  expect(dismissed).toMatchObject({ severity: 'info', verdict: { state: 'accepted', reason: "won't fix" } })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/1/1'])
})

test('a webhook tells of one alert, and nothing of the others', async () => {
  const items = await itemsIn('webhook.json')
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'CodeQL', target: 'tea-example/books' }])
  expect(observationsIn(items)).toMatchObject([
    { rule: 'java/sql-injection', severity: 'high', location: { path: 'src/Book.java', line: 84 } },
  ])
  expect(problemsIn(items)).toMatchObject([{ incomplete: true }])
})

test.each(['{}', '{"alert":{}}', '{"rule":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(githubCodeScanning, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its rule, tool and instances', () => {
  const detect = (outline: unknown) => githubCodeScanning.detect({ syntax: 'json', head: '', outline })
  const alert = { rule: {}, tool: { name: 'CodeQL' }, most_recent_instance: {} }
  expect(detect([alert])).toBe(1)
  expect(detect([[alert]])).toBe(1)
  expect(detect(alert)).toBe(1)
  expect(detect({ action: 'created', alert })).toBe(1)
  expect(detect([{ rule: {}, tool: { name: 'x' } }])).toBe(0)
  expect(detect([])).toBe(0)
  expect(detect(undefined)).toBe(0)
})
