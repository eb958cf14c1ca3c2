import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { noseyParker } from './index.ts'

const items = async (name: string) => itemsOfFile(noseyParker, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(noseyParker, '[]')).toEqual([{ type: 'header', tool: 'Nosey Parker' }])
})

test('one match in all its fields, and no trace of the secret in base64', async () => {
  const [, observation, ...others] = await items('one.json')
  expect(others).toEqual([])
  const { raw, ...fields } = observation as { raw: string }
  const place = { line: 3, endLine: 3, column: 7, endColumn: 31, snippet: 'key = sesame-4711-open-shop' }
  expect(fields).toMatchObject({ location: { snippet: expect.stringMatching(/^key = /) } })
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'secret',
    rule: 'np.example.1',
    title: 'Example Key',
    description: 'An example',
    severity: 'unknown',
    location: { ...place, path: 'shop/settings.py', snippet: expect.any(String) },
    related: [{ ...place, path: 'repos/copy/settings.py', snippet: expect.any(String) }],
    secret: 'sesame-4711-open-shop',
    fingerprints: { finding: 'f1', match: 'm1' },
    verdict: { state: 'false_positive', reason: 'rejected', source: 'nosey-parker' },
    tags: ['commit:0123abc', 'author:Bob', 'committed:2025-08-29'],
  })
  expect(raw).not.toContain(Buffer.from('sesame-4711-open-shop').toString('base64'))
})

test('the older shape, a secret of two parts, what is left out', async () => {
  const found = await items('many.jsonl')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'Old Key', secret: 'ledger-key-9999', location: { path: 'ledger/key.txt', line: 1 } },
    { rule: 'np.pair.1', secret: 'stock-secret-456789' },
  ])
  expect(JSON.stringify(observationsIn(found)[1])).not.toContain('stock-id-123')
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['line 1', true],
    ['line 3', true],
  ])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(noseyParker, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its findings', () => {
  const detect = (outline: unknown) => noseyParker.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ rule_name: 'a', num_matches: 1, matches: [] }])).toBe(1)
  expect(detect([{ rule_name: 'a', matches: [] }])).toBe(0)
})
