import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { githubSecretScanning } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string) => itemsOfFile(githubSecretScanning, fixture(name))

test('an empty list has a header and nothing else', async () => {
  expect(await itemsIn('empty.json')).toEqual([{ type: 'header', tool: 'GitHub secret scanning' }])
})

test('one alert in all its fields', async () => {
  const [header, observation, ...others] = await itemsIn('one.json')
  expect(header).toEqual({ type: 'header', tool: 'GitHub secret scanning', target: 'tea-example/shop' })
  expect(others).toEqual([])
  const { raw, ...fields } = observation?.type === 'observation' ? observation : { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'secret',
    rule: 'example_key',
    title: 'Example Key',
    severity: 'unknown',
    confidence: 'high',
    location: { path: 'deploy/shop.env', line: 5, endLine: 5, column: 7, endColumn: 29 },
    secret: 'exmpl_0a1b2c3d4e5f6a7b',
    references: [
      'https://github.com/tea-example/shop/security/secret-scanning/2',
      'https://github.com/tea-example/shop/blob/c0ffee/deploy/shop.env#L5',
    ],
    verdict: { state: 'fixed', reason: 'revoked: A new one is in use', source: 'github-alert' },
    seenAt: '2025-09-01T08:30:00.000Z',
    tags: [
      'validity:active',
      'Example',
      'publicly-leaked',
      'multi-repo',
      'push-protection-bypassed',
      'commit:c0ffee',
    ],
  })
  expect(JSON.parse(raw)).toHaveProperty('number', 2)
})

test('hidden secrets, places that are no file, and what was decided', async () => {
  const items = await itemsIn('many.json')
  const [issue, ...resolved] = observationsIn(items)
  expect(issue?.references).toEqual(['https://api.github.com/repos/tea-example/shop/issues/1'])
  expect(issue).not.toHaveProperty('secret')
  expect(issue).not.toHaveProperty('verdict')
  expect(resolved.map(({ verdict }) => [verdict?.state, verdict?.reason])).toEqual([
    ['false_positive', 'false_positive'],
    ['accepted', 'used_in_tests'],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/3'])
})

test('a webhook tells of one alert, and nothing of the others', async () => {
  const items = await itemsIn('webhook.json')
  expect(headersIn(items)).toMatchObject([{ target: 'tea-example/shop' }])
  expect(observationsIn(items)).toMatchObject([{ rule: 'example_key' }])
  expect(problemsIn(items)).toMatchObject([{ incomplete: true }])
})

test.each(['{}', '{"alert":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(githubSecretScanning, text)).rejects.toThrow(UnreadableReport)
})

test('is known by the type of secret', () => {
  const detect = (outline: unknown) => githubSecretScanning.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ number: 1, secret_type: 'a' }])).toBe(1)
  expect(detect({ action: 'created', alert: { number: 1, secret_type: 'a' } })).toBe(1)
  expect(detect([{ number: 1 }])).toBe(0)
  expect(detect([])).toBe(0)
})
