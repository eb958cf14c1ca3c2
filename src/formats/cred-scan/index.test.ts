import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { credScan } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a table without rows has a header and nothing else', async () => {
  expect(await itemsOfFile(credScan, fixture('empty.csv'))).toEqual([{ type: 'header', tool: 'CredScan' }])
})

test('one row in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(credScan, fixture('one.csv')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'secret',
    rule: 'CSCAN-GENERAL0060',
    title: 'General Password',
    severity: 'unknown',
    confidence: 'high',
    location: { path: 'shop/config/App.config', line: 10 },
    fingerprints: { HashKey: 'q1w2e3=' },
    seenAt: '2025-03-01T08:30:00.792Z',
  })
  expect(raw).toContain('CSCAN-GENERAL0060')
})

test('the triage mode prints the secret; suppressions; searchers of one’s own', async () => {
  const [shown, own] = observationsIn(await itemsOfFile(credScan, fixture('many.csv')))
  expect(shown).toMatchObject({
    secret: 'sesame-4711-azerty',
    confidence: 'medium',
    verdict: { state: 'accepted', reason: 'only in tests', source: 'credscan-suppression' },
  })
  expect(own).toMatchObject({ rule: 'Own Searcher', title: 'Own Searcher', confidence: 'low' })
  expect(own?.location).toEqual({ path: 'stock/b.config' })
})

test('every row is an observation or a problem', async () => {
  const items = await itemsOfFile(credScan, fixture('many.csv'))
  expect(observationsIn(items)).toHaveLength(2)
  expect(problemsIn(items).map((item) => item.where)).toEqual(['line 4'])
})

test.each(['a,b\n', 'Source,Line\n', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(credScan, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns', () => {
  const detect = (columns: string[]) => credScan.detect({ syntax: 'csv', head: '', columns })
  expect(detect(['Source', 'Searcher', 'Line', 'IsSuppressed', 'HashKey'])).toBe(1)
  expect(detect(['Source', 'Line'])).toBe(0)
})
