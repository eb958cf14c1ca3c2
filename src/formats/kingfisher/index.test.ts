import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { kingfisher } from './index.ts'

const items = async (name: string) => itemsOfFile(kingfisher, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(kingfisher, '[]')).toEqual([{ type: 'header', tool: 'Kingfisher' }])
})

test('one match in all its fields', async () => {
  const found = await items('one.json')
  expect(assetsIn(found)).toEqual([
    { type: 'asset', kind: 'repository', name: 'https://git.example/acme/shop' },
  ])
  expect(found).toHaveLength(3)
  const { raw: _, ...fields } = observationsIn(found)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'secret',
    rule: 'kingfisher.example.1',
    title: 'Example Key',
    severity: 'unknown',
    confidence: 'medium',
    location: {
      path: 'shop/settings.py',
      line: 3,
      column: 7,
      endColumn: 28,
      snippet: expect.any(String),
    },
    secret: 'sesame-4711-open-shop',
    references: [
      'https://git.example/acme/shop/blob/0123abc/shop/settings.py#L3',
      'https://git.example/acme/shop/commit/0123abc',
    ],
    fingerprints: { kingfisher: '1847' },
    tags: ['Active Credential', 'entropy 3.87', 'Python', 'commit:0123abc', 'committed:2025-08-29'],
  })
})

test('matches by themselves, and what is masked', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { confidence: 'high', secretMasked: '[REDACTED:abc]', location: { path: 'ledger/a.txt', endColumn: 5 } },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/findings/1'])
  const lines = observationsIn(await items('many-lines.jsonl'))
  expect(lines).toHaveLength(2)
  expect(lines[1]).not.toHaveProperty('location')
})

test('refuses an empty file', async () => {
  await expect(itemsOf(kingfisher, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its matches', () => {
  const detect = (outline: unknown) => kingfisher.detect({ syntax: 'json', head: '', outline })
  const match = { rule: { id: 'a' }, finding: { fingerprint: '1', validation: {} } }
  expect(detect([match])).toBe(1)
  expect(detect({ findings: [match] })).toBe(1)
  expect(detect([{ id: 'a', matches: [match] }])).toBe(1)
  expect(detect([{ rule: { id: 'a' } }])).toBe(0)
})
