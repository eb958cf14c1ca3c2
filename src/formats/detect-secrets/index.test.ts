import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { detectSecrets } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty baseline has a header and nothing else', async () => {
  expect(await itemsOfFile(detectSecrets, fixture('empty.json'))).toEqual([
    {
      type: 'header',
      tool: 'detect-secrets',
      toolVersion: '1.5.0',
      producedAt: '2025-09-01T08:30:00.000Z',
    },
  ])
})

test('one secret in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(detectSecrets, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'secret',
    rule: 'Secret Keyword',
    title: 'Secret Keyword',
    severity: 'unknown',
    confidence: 'high',
    location: { path: 'ledger/db.go', line: 109 },
    fingerprints: { 'detect-secrets': '0123456789abcdef0123456789abcdef01234567' },
    tags: ['verified'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('what a person decided, files named by their key, and what does not fit', async () => {
  const items = await itemsOfFile(detectSecrets, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { location: { path: 'shop/a~b.env' }, verdict: { state: 'false_positive' } },
    { location: { path: 'shop/a~b.env', line: 4 }, verdict: { state: 'open' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/results/shop~1c.env/0'])
})

test.each(['{}', '[]', '{"results":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(detectSecrets, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its plugins and its results by file', () => {
  const detect = (outline: unknown) => detectSecrets.detect({ syntax: 'json', head: '', outline })
  expect(detect({ plugins_used: [], results: {} })).toBe(1)
  expect(detect({ plugins_used: [], results: [] })).toBe(0)
  expect(detect({ results: {} })).toBe(0)
})
