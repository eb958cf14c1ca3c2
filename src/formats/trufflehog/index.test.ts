import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { trufflehog } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(trufflehog, '[]')).toEqual([{ type: 'header', tool: 'TruffleHog' }])
})

test('one result in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(trufflehog, fixture('one.jsonl')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'secret',
    rule: 'Example',
    title: 'Example',
    description: 'Tokens of the example service.\naccount: 4711',
    severity: 'unknown',
    confidence: 'high',
    location: { path: '.env', line: 4 },
    secret: 'exmpl_0a1b2c3d4e5f6a7b',
    references: ['https://code.example/ledger/blob/0f1e2d3c/.env#L4', 'https://rotate.example/example'],
    tags: [
      'verified',
      'trufflehog - github',
      'decoder:BASE64',
      'commit:0f1e2d3c',
      'author:Kim <kim@ledger.example>',
      'committed:2025-09-01',
    ],
  })
  expect(JSON.parse(raw)).toMatchObject({ Redacted: 'exmpl_****', SecretParts: {} })
  expect(raw).not.toContain('kim-4711-kim')
})

test('images, buckets and messages, each found where it is', async () => {
  const items = await itemsOfFile(trufflehog, fixture('many.jsonl'))
  const [docker, bucket, message] = observationsIn(items)
  expect(assetsIn(items)).toEqual([
    { type: 'asset', kind: 'container-image', name: 'registry.example/shop', attributes: { tag: '1.2' } },
  ])
  expect(docker).toMatchObject({
    location: { path: 'app/.env' },
    resource: { address: 'registry.example/shop' },
    tags: ['verification-failed', 'trufflehog - docker'],
  })
  expect(bucket).toMatchObject({
    location: { path: '2025/dump.sql' },
    resource: { address: 'shop-backup', type: 'bucket' },
  })
  expect(message?.resource).toEqual({ address: 'https://chat.example/p1' })
})

test('what older versions print in Base64', async () => {
  const found = observationsIn(await itemsOfFile(trufflehog, fixture('many.jsonl')))
  expect(found[3]).toMatchObject({ secret: 'exmpl_9999aaaabbbbcccc', location: { path: 'keys', line: 3 } })
  expect(found[3]?.raw).not.toContain('ZXhtcGxf')
})

test('log lines are no results: they tell the version, and what failed', async () => {
  const items = await itemsOfFile(trufflehog, fixture('many.jsonl'))
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'TruffleHog', toolVersion: '3.88.25' }])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 6', 'line 7'])
})

test('version 2: one observation a string, at its line', async () => {
  const found = observationsIn(await itemsOfFile(trufflehog, fixture('version-2.json')))
  expect(found).toMatchObject([
    {
      rule: 'High Entropy',
      secret: 'exmpl_0a1b2c3d4e5f6a7b',
      location: { path: 'ledger/settings.py', line: 11, snippet: "TOKEN = 'exmp…7b'" },
      tags: ['commit:0f1e2d3c4b5a69788796a5b4c3d2e1f001234567', 'committed:2019-05-01', 'branch:origin/main'],
    },
    { secret: 'exmpl_1111222233334444', location: { line: 12 } },
  ])
  expect(JSON.stringify(found[0])).not.toContain('exmpl_1111')
})

test('an array of results reads like lines of them', async () => {
  const record: unknown = JSON.parse(await readFile(fixture('one.jsonl'), 'utf8'))
  const items = await itemsOf(trufflehog, JSON.stringify([record, 5], null, 2))
  expect(observationsIn(items)).toHaveLength(1)
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/1'])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(trufflehog, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its first record', () => {
  const detect = (outline: unknown) => trufflehog.detect({ syntax: 'ndjson', head: '', outline })
  expect(detect({ SourceMetadata: {}, DetectorName: 'AWS', Raw: 'x' })).toBe(1)
  expect(detect([{ stringsFound: [], reason: 'High Entropy', printDiff: '' }])).toBe(1)
  expect(detect({ level: 'info-0', logger: 'trufflehog', msg: 'running source' })).toBe(1)
  expect(detect({ level: 'info', msg: 'running' })).toBe(0)
  expect(detect([])).toBe(0)
})
